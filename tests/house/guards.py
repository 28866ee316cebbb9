"""The guards of the house: each takes what it guards and returns a list of sins, every one saying what to do."""

import ast
import inspect
import re
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, nodes

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("dcpp", "audits", "coaching", "training", "policies")
TYPED = {"UUIDConverter", "IntegerConverter", "PathConverter", "DateConverter", "MonthConverter", "AnyConverter"}
TEXT_ARGUMENTS = {"token", "provider", "name", "filename", "code", "section", "question"}


def modules():
    """Every Python module of ours."""
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def modules_of_tests():
    """Every module of the tests."""
    return sorted((ROOT / "tests").rglob("*.py"))


def long_test_modules(path, source):
    """Modules of tests of at most 300 lines: one file a journey."""
    lines = source.count("\n")
    return [f"{path} has {lines} lines: split it by journey (300 is the limit)"] if lines > 300 else []


def undeclared_doors(app, requirement_of):
    """Endpoints whose view does not say who may use it."""
    return [
        f"{rule.endpoint} ({rule.rule}) says nothing: add @may(...), @signed_in or @anyone under its route"
        for rule in app.url_map.iter_rules()
        if requirement_of(rule.endpoint) is None
    ]


def blind_views(views, needs_reach):
    """Views of records of people, teams and services that never give the viewer, or whose they are, to a question.

    Who does something (`by=`) does not count: it says who changed a record, not that the record was theirs to change.
    """
    return [
        f"{endpoint} ({view.__module__}) asks for records without its viewer: give viewer() to its queries, "
        "or declare its capability as About.COUNCIL or About.WORDS"
        for endpoint, view in views.items()
        if needs_reach(endpoint) and not _gives_viewer(view)
    ]


def _gives_viewer(view):
    """Whether a view, or a function of its module that it calls, gives the viewer or their id as an argument."""
    tree = ast.parse(inspect.getsource(inspect.getmodule(view)))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    seen, waiting = set(), {view.__name__}
    while waiting:
        name = waiting.pop()
        seen.add(name)
        if _has_viewer_argument(functions[name]):
            return True
        called = {node.id for node in ast.walk(functions[name]) if isinstance(node, ast.Name)}
        waiting |= (called & functions.keys()) - seen
    return False


def _has_viewer_argument(function):
    text = {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    bound = {
        ast.unparse(target)
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for target, value in _pairs(node)
        if ast.unparse(value) == "viewer()"
    }
    names = bound | ({"viewer()"} if "viewer" in text else set())
    whose = names | {f"{name}.person_id" for name in names}
    return any(
        ast.unparse(argument) in whose
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        for argument in [*node.args, *(word.value for word in node.keywords if word.arg != "by")]
    )


def _pairs(assignment):
    """What an assignment binds to what, one by one."""
    target, value = assignment.targets[0], assignment.value
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=True))
    return [(target, value)]


def narrow_grants(roles):
    """A capability about the whole council is given for the whole council: a narrower one would open nothing."""
    return [
        f"{role} is given {capability.value} in scope {scope.name}, which opens nothing: give Scope.COUNCIL"
        for role, grants in roles.items()
        for capability, scope in grants.items()
        if not capability.is_held_in(scope)
    ]


def unseen_looks(app, shown_by):
    """Views with an id in their address that do not say whose record they show, or name it by no part of the address.

    `shown_by(app, endpoint)` gives a declaration: `by` names the part of the address, or `why` says why there is none.
    """
    sins = []
    for rule in app.url_map.iter_rules():
        ids = {name for name, converter in rule._converters.items() if type(converter).__name__ == "UUIDConverter"}
        shown = shown_by(app, rule.endpoint)
        if shown is None and ids and "GET" in rule.methods:
            sins.append(f"{rule.endpoint} ({rule.rule}): add @shows(kind), or @shows_no_record(why), under its @may")
        elif getattr(shown, "by", None) is not None and shown.by not in ids:
            sins.append(f"{rule.endpoint} shows by {shown.by}, which its address does not have: say by=…")
        elif getattr(shown, "why", None) == "":
            sins.append(f"{rule.endpoint} shows no record and does not say why")
    return sins


def careless_urls(rules):
    """Addresses that are not kebab-case, or whose ids have no type."""
    sins = []
    for rule in rules:
        bare = re.sub(r"<[^>]+>", "", rule.rule)
        if not re.fullmatch(r"[a-z0-9/.-]*", bare):
            sins.append(f"{rule.rule}: write addresses in kebab-case")
        for name, converter in rule._converters.items():
            if type(converter).__name__ not in TYPED and name not in TEXT_ARGUMENTS:
                sins.append(f"{rule.rule}: give <{name}> a type, such as <uuid:{name}>")
    return sins


def committing_services(path, source):
    """Only the edge commits: `.commit(` stands in kernel/db.py and nowhere else."""
    if path.name == "db.py" and path.parent.name == "kernel":
        return []
    return [
        f"{path}:{node.lineno} commits: use `with transaction():` in the view, job or command"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]


def over_budget(path, source):
    """Modules of at most 400 lines, functions of 40, views of 25."""
    sins = []
    lines = source.count("\n")
    if lines > 400:
        sins.append(f"{path} has {lines} lines: split it by subject (300 is the aim, 400 the limit)")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = node.end_lineno - node.lineno + 1
            limit = 25 if _is_view(node) else 40
            if length > limit:
                sins.append(f"{path}:{node.lineno} {node.name} has {length} lines: {limit} is the limit")
    return sins


def _is_view(function):
    """Whether it stands under @blueprint.route(…), .get(…), .post(…) or a sister of theirs."""
    return any(
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in {"route", "get", "post", "put", "patch", "delete"}
        for decorator in function.decorator_list
    )


def long_templates(paths):
    """Templates of at most 120 lines."""
    return [
        f"{path} has {count} lines: move a part into a fragment (_name.html)"
        for path in paths
        if (count := len(path.read_text().splitlines())) > 120
    ]


def idle_capabilities(declared, held, used):
    """Every capability has a label, is held by a role, and opens a door or is asked for in a query."""
    sins = [f"{c.value} has no label" for c in declared if not c.label.strip()]
    sins += [f"{c.value} is held by no role: add it to dcpp/roles.py or take it away" for c in declared - held]
    sins += [f"{c.value} opens no door: use it in a view or take it away" for c in declared - used]
    sins += [f"{c.value} is in dcpp/roles.py but declared nowhere" for c in held - declared]
    return sins


def idle_events(declared, announced, wired, trail_only):
    """Every event is announced by somebody, and wired or listed as kept for the trail alone."""
    sins = [f"{name} is announced by nobody: announce it or take it away" for name in declared - announced]
    sins += [
        f"{name} is neither in REACTIONS nor in TRAIL_ONLY of dcpp/wiring.py: add it to one of them"
        for name in declared - wired - trail_only
    ]
    sins += [f"{name} is both in REACTIONS and in TRAIL_ONLY" for name in wired & trail_only]
    sins += [f"TRAIL_ONLY names {name}, which is no event" for name in trail_only - declared]
    return sins


def announced_names(sources: Iterable[str]):
    """The names of classes that are made inside a call of announce(…), directly or through events.X."""
    announcing = (node for source in sources for node in _calls(ast.parse(source)) if _called(node) == "announce")
    return {_called(made) for node in announcing for given in node.args for made in _calls(given)}


def _calls(tree):
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _called(call):
    """The last name of what is called: announce of events.announce."""
    return ast.unparse(call.func).rpartition(".")[2]


def unused_macros(environment: Environment, name, source):
    """Macros that a template imports and does not call."""
    tree = environment.parse(source)
    imported = set()
    for node in tree.find_all(nodes.FromImport):
        imported |= {item[1] if isinstance(item, tuple) else item for item in node.names}
    used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    return [f"{name} imports {macro} and does not use it" for macro in sorted(imported - used)]


def template_references(environment: Environment, source):
    """The templates that a template extends, includes or imports."""
    tree = environment.parse(source)
    kinds = (nodes.Extends, nodes.Include, nodes.FromImport, nodes.Import)
    return {
        node.template.value
        for kind in kinds
        for node in tree.find_all(kind)
        if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)
    }


def orphan_templates(on_disk, referenced, in_code):
    """Templates that no view renders and no template takes in."""
    return [f"templates/{name} is used by nothing: take it away" for name in sorted(on_disk - referenced - in_code)]


def strange_migrations(scripts):
    """Migrations are numbered without gaps, and the file's name is its revision."""
    sins = []
    for number, script in enumerate(scripts, start=1):
        if not script.revision.startswith(f"{number:04d}_"):
            sins.append(f"{script.revision} should begin with {number:04d}_: renumber it")
        if Path(script.path).stem != script.revision:
            sins.append(f"{script.path} should be named {script.revision}.py")
    return sins
