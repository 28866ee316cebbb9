"""Whether every rule of booking was kept, as the night's check found it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel.access import may
from dcpp.kernel.db import transaction
from training import access, queries, services
from training.views import blueprint


@blueprint.get("/checks")
@may(access.CHECK_BOOKINGS)
def view_booking_check() -> ResponseReturnValue:
    return render_template("training/view_booking_check.html", check=queries.find_last_check())


@blueprint.post("/checks")
@may(access.CHECK_BOOKINGS)
def check_bookings() -> ResponseReturnValue:
    with transaction():
        many = services.keep_check().many
    flash("Checked. Every rule was kept" if not many else f"Checked. {many} broken")
    return redirect(url_for(".view_booking_check"))
