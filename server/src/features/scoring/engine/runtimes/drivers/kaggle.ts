/**
 * Calls `score(solution, submission, row_id_column_name)` as Kaggle does: rows aligned by id, column "Usage" taken out, once for the public and
 * once for the private rows where the solution has it.
 */
export const KAGGLE_DRIVER = String.raw`import importlib.util
import inspect
import os
import sys

from gac_driver import aligned, answer, read_table, settings

FOLDER = "/app/program"


def find_score():
    sys.path.append(FOLDER)
    files = [name for name in os.listdir(FOLDER) if name.endswith(".py")]
    for name in [one for one in ("score.py", "metric.py") if one in files] + sorted(files):
        spec = importlib.util.spec_from_file_location(name[:-3], os.path.join(FOLDER, name))
        module = importlib.util.module_from_spec(spec)
        sys.modules[name[:-3]] = module
        spec.loader.exec_module(module)
        if callable(getattr(module, "score", None)):
            return module.score
    raise ImportError("no function score in the program")


def work():
    given = settings()
    solution = read_table(given["solution"], "solution")
    submission = read_table(given["submission"], "submission")
    row_id = given["rowIdColumn"] or solution.columns[0]
    usage = next((column for column in solution.columns if column.lower() == "usage"), None)
    kept = solution if usage is None else solution[solution[usage].astype(str).str.lower() != "ignored"]
    if solution[row_id].is_unique:
        whole = aligned(solution, submission, row_id)
        pick = lambda rows: whole.iloc[[solution.index.get_loc(row) for row in rows.index]]
    else:
        pick = lambda rows: submission[submission[row_id].isin(set(rows[row_id]))]
    parts = {"all": kept}
    if usage is not None:
        named = solution[usage].astype(str).str.lower()
        parts = {part: solution[named == part] for part in ("public", "private") if (named == part).any()}
    score = find_score()
    values = {}
    for part, rows in parts.items():
        clean = rows if usage is None else rows.drop(columns=[usage])
        arguments = (clean.reset_index(drop=True).copy(), pick(rows).reset_index(drop=True).copy(), row_id)
        values[part] = score(*arguments[: len(inspect.signature(score).parameters)])
    return values


answer(work)
`;
