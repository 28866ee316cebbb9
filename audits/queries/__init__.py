"""Questions about audits."""

from audits.queries.draw_work import DrawWork, list_draw_work
from audits.queries.draws import (
    case_ids_sampled_since,
    find_live_draw,
    get_draw,
    get_sample_case,
    has_draw,
    list_draws,
    list_draws_to_advance,
)
from audits.queries.programmes import get_programme, list_active_programmes, list_programmes, live_draws_of
from audits.queries.samples import evidence_of, get_frame, head_of, people_of, progress_of, waits_of

__all__ = [
    "DrawWork",
    "case_ids_sampled_since",
    "evidence_of",
    "find_live_draw",
    "get_draw",
    "get_frame",
    "get_programme",
    "get_sample_case",
    "has_draw",
    "head_of",
    "list_active_programmes",
    "list_draw_work",
    "list_draws",
    "list_draws_to_advance",
    "list_programmes",
    "live_draws_of",
    "people_of",
    "progress_of",
    "waits_of",
]
