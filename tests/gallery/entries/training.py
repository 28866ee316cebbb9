"""Pages of training: the catalogue."""

from dcpp.people.rules import Role
from dcpp.themes import queries as themes
from tests.makers.people import make_person
from tests.makers.training import make_course, make_session
from training import access
from training.rules.courses import Level

SEES = (access.VIEW_CATALOGUE, access.MANAGE_COURSES, access.MANAGE_SESSIONS)


def _course():
    make_person(job_role="Social worker")
    first = make_course("Restorative practice, the first day", level=Level.AWARENESS)
    return make_course(
        "Working with families where there is neglect",
        needs_ids=[first.id],
        theme_ids=[themes.list_active()[0].id],
        sectors=["health", "education"],
        audience=["Social worker"],
        late_charge_pence=3500,
        owner_id=make_person("Tia Trainer", Role.TRAINER).id,
    )


def _sessions(sign_in):
    sign_in(*SEES)
    make_session(_course(), days=(14, 15))
    make_session(place="", video_link="https://video.example/1", trainer_name="Outside Ltd")
    return "/training"


def _list_courses(sign_in):
    sign_in(*SEES)
    _course()
    return "/training/courses"


def _view_course(sign_in):
    sign_in(*SEES)
    course = _course()
    make_session(course)
    return f"/training/courses/{course.id}"


def _session(page="", *, is_open=True):
    def made(sign_in):
        sign_in(*SEES)
        session = make_session(_course(), days=(14, 15), is_open=is_open)
        return f"/training/sessions/{session.id}{page}"

    return made


def _add_session(sign_in):
    sign_in(*SEES)
    return f"/training/courses/{_course().id}/sessions/new"


PAGES = {
    "training/view_session.html": _session(),
    "training/add_session.html": _add_session,
    "training/change_session.html": _session("/change"),
    "training/cancel_session.html": _session("/cancel"),
    "training/copy_session.html": _session("/copy"),
    "training/list_sessions.html": _sessions,
    "training/list_courses.html": _list_courses,
    "training/view_course.html": _view_course,
    "training/add_course.html": lambda sign_in: _list_courses(sign_in) + "/new",
    "training/change_course.html": lambda sign_in: _view_course(sign_in) + "/change",
}
