/**
 * Scores as Hugging Face Competitions do: a scikit-learn metric by name on the rows of each part, or `compute(params)` of metric.py.
 * A metric.py without `compute` names the metric as `METRIC`: so imported challenges say which one their conf.json had.
 * Source: huggingface/competitions, compute_metrics.py.
 */
export const HUGGINGFACE_DRIVER = String.raw`import importlib
import sys
import types

from gac_driver import Told, aligned, answer, need_columns, read_table, settings

FOLDER = "/app/program"


def by_name(given, name):
    from sklearn import metrics

    solution = read_table(given["solution"], "solution")
    submission = read_table(given["submission"], "submission")
    column = given["idColumn"] or solution.columns[0]
    need_columns(submission, given["columns"])
    if given["rows"] and len(submission) != given["rows"]:
        raise Told("row-count", count=len(submission), expected=given["rows"])
    targets = [one for one in solution.columns if one not in (column, "split")]
    need_columns(submission, targets)
    submission = aligned(solution, submission, column)
    metric = getattr(metrics, name)
    values = {}
    for part in ("public", "private"):
        rows = (solution["split"] == part).to_numpy() if "split" in solution.columns else None
        if rows is None or not rows.any():
            continue
        values[part + "_score"] = {name: metric(solution[rows][targets], submission[rows][targets])}
    if not values:
        values["public_score"] = {name: metric(solution[targets], submission[targets])}
    return values


def hub(given):
    """Stands for the hub: the files of the competition lie on this machine."""
    import os

    module = types.ModuleType("huggingface_hub")

    def hf_hub_download(repo_id=None, filename=None, **_):
        if filename.startswith("submissions/"):
            return given["submission"]
        if os.path.basename(filename) == "solution.csv" and given["solution"]:
            return given["solution"]
        for folder in (FOLDER, "/app/input/ref"):
            if os.path.exists(os.path.join(folder, filename)):
                return os.path.join(folder, filename)
        raise FileNotFoundError(filename)

    module.hf_hub_download = hf_hub_download
    module.snapshot_download = lambda *_, **__: "/app/input/ref"
    return module


def custom(given):
    sys.modules["huggingface_hub"] = hub(given)
    sys.path.append(FOLDER)
    params = types.SimpleNamespace(
        competition_id="competition", competition_type="generic", metric="custom", token="", team_id="team",
        submission_id="submission", submission_id_col=given["idColumn"], submission_cols=given["columns"],
        submission_rows=given["rows"], output_path="/tmp/output", submission_repo="", time_limit=given["seconds"], dataset="",
    )
    module = importlib.import_module("metric")
    if not hasattr(module, "compute") and hasattr(module, "METRIC"):
        return by_name(given, module.METRIC)
    return module.compute(params)


def work():
    given = settings()
    return custom(given) if given["metric"] == "custom" else by_name(given, given["metric"])


answer(work)
`;
