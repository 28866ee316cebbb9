"""The wheel holds five packages and every template, and nothing else."""

import zipfile

from hatchling.builders.wheel import WheelBuilder

from dcpp.web.templating import templates_folder
from tests.house import guards


def test_the_wheel_holds_five_packages_and_every_template(tmp_path):
    built = next(WheelBuilder(str(guards.ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    names = zipfile.ZipFile(built).namelist()

    tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
    templates = {
        f"dcpp/templates/{p.relative_to(templates_folder())}" for p in templates_folder().rglob("*") if p.is_file()
    }
    assert tops == set(guards.PACKAGES)
    assert templates <= set(names)
    assert "dcpp/migrations/env.py" in names
    assert not [name for name in names if name.startswith("tests") or name.endswith(".pyc")]
