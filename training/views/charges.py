"""The list of charges, for finance; and waiving one."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.viewing import shows
from dcpp.people.models import Person
from dcpp.people.queries import is_called
from dcpp.web import exports
from dcpp.web.exports import Export
from dcpp.web.listing import Listing, OneOf, Words
from training import access, forms, queries, services
from training.models import TrainingCharge
from training.rules.charges import ChargeKind, in_pounds
from training.views import blueprint


def _belongs_to(person: Person) -> str:
    return person.partner_agency or (person.team.name if person.team else "")


CHARGES = Export(
    "Charges for training",
    "training-charges",
    "charges",
    {
        "Booking": lambda charge: charge.booking.reference,
        "Name": lambda charge: charge.booking.person.name,
        "Team or agency": lambda charge: _belongs_to(charge.booking.person),
        "Course": lambda charge: charge.booking.session.course.title,
        "Session": lambda charge: charge.booking.session.reference,
        "Why": lambda charge: charge.kind.label,
        "Charged": lambda charge: charge.charged_on,
        "Pounds": lambda charge: charge.pence / 100,
        "Waived because": lambda charge: charge.waived_reason,
    },
)


@blueprint.get("/charges")
@may(access.MANAGE_CHARGES)
def list_charges() -> ResponseReturnValue:
    return render_template(
        "training/list_charges.html", listing=_listing(), total=in_pounds(queries.sum_of_charges()), in_pounds=in_pounds
    )


@blueprint.get("/charges/export")
@may(access.MANAGE_CHARGES)
def export_charges() -> ResponseReturnValue:
    return exports.send(_listing(), CHARGES)


def _listing() -> Listing:
    stands = queries.stands()
    return Listing(
        queries.select_charges(),
        args=request.args,
        columns={"charged": TrainingCharge.charged_on, "name": Person.name},
        tie=TrainingCharge.id,
        usual="-charged",
        filters=[
            Words("who", "Name", is_called),
            OneOf("why", "Why", ChargeKind, lambda kind: TrainingCharge.kind == kind),
            OneOf(
                "state",
                "State",
                [("stands", "Stands"), ("waived", "Waived")],
                lambda state: stands if state == "stands" else ~stands,
            ),
        ],
    )


@blueprint.route("/charges/<uuid:charge_id>/waive", methods=["GET", "POST"])
@may(access.MANAGE_CHARGES)
@shows("charge")
def waive_charge(charge_id: UUID) -> ResponseReturnValue:
    charge = queries.get_charge(charge_id)
    form = forms.WaiveChargeForm()
    if form.validate_on_submit():
        try:
            with transaction():
                services.waive_charge(
                    queries.get_charge(charge_id), reason=form.reason.data or "", by=viewer().person_id
                )
        except Refusal as refusal:
            form.refuse(str(refusal))
        else:
            flash("Charge waived")
            return redirect(url_for(".list_charges"))
        charge = queries.get_charge(charge_id)
    return render_template("training/waive_charge.html", charge=charge, form=form, in_pounds=in_pounds)
