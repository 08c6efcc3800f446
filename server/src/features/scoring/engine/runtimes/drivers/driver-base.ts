/** What the drivers share: a result goes to a file of its own, so that whatever a scorer prints disturbs nothing. */
export const DRIVER_BASE = String.raw`import json
import math
import os
import sys
import traceback

RESULT = "/opt/gac/result/result.json"


class Told(Exception):
    """Something in the submitted file that its author can mend."""

    def __init__(self, problem, **fields):
        super().__init__(problem)
        self.fields = dict(fields, problem=problem)


def plain(value):
    """JSON of anything: numpy scalars as numbers, arrays as lists, the rest as text."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in value]
    for method in ("tolist", "item"):
        if hasattr(value, method):
            try:
                return plain(getattr(value, method)())
            except Exception:
                continue
    return str(value)


def answer(work):
    """Runs the work and writes what came of it. The traceback goes to standard error, for the organizers."""
    try:
        result = {"kind": "result", "value": plain(work())}
    except Told as told:
        result = {"kind": "told", "fields": plain(told.fields)}
    except BaseException as error:
        traceback.print_exc()
        is_visible = any(one.__name__ == "ParticipantVisibleError" for one in type(error).__mro__)
        result = {"kind": "visible" if is_visible else "exception", "message": str(error)[:2000]}
    sys.stdout.flush()
    sys.stderr.flush()
    with open(RESULT + ".part", "w", encoding="utf-8") as file:
        json.dump(result, file)
    os.replace(RESULT + ".part", RESULT)


def read_table(path, what):
    """A CSV file, gzip or not; participants are told where it can't be read."""
    import pandas

    try:
        return pandas.read_csv(path)
    except Exception as error:
        if what == "solution":
            raise
        raise Told("not-csv", detail=str(error)[:200])


def need_columns(table, columns):
    for column in columns:
        if column not in table.columns:
            raise Told("missing-column", column=column)


def line_of(table, is_wrong):
    """Line in the file of the first row that is wrong; the first row stands on line 2."""
    return int(is_wrong.to_numpy().argmax()) + 2


def aligned(solution, submission, column):
    """The submission's rows in the order of the solution's. Both have each id once and the same ids, or the participant is told."""
    need_columns(submission, [column])
    wanted, given = solution[column].astype(str), submission[column].astype(str)
    if given.duplicated().any():
        line = line_of(submission, given.duplicated())
        raise Told("duplicate-id", column=column, line=line, value=given.iloc[line - 2])
    unknown = ~given.isin(set(wanted))
    if unknown.any():
        line = line_of(submission, unknown)
        raise Told("unknown-id", column=column, line=line, value=given.iloc[line - 2])
    missing = ~wanted.isin(set(given))
    if missing.any():
        raise Told("missing-id", column=column, value=wanted[missing].iloc[0], count=int(missing.sum()))
    places = {key: place for place, key in enumerate(given)}
    return submission.iloc[[places[key] for key in wanted]].reset_index(drop=True)


def settings():
    return json.loads(sys.argv[1])
`;
