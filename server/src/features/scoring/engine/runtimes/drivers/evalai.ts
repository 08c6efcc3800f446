/**
 * Calls `evaluate(test_annotation_file, user_submission_file, phase_codename, **kwargs)` of a package as EvalAI's worker does.
 * Source: EvalAI, scripts/workers/submission_worker.py.
 */
export const EVALAI_DRIVER = String.raw`import importlib
import os
import sys

from gac_driver import answer, settings

PARENT, NAME = "/app/challenge_data", "challenge_data.challenge_1"
FOLDER = PARENT + "/challenge_1"
USUAL = ["main", "evaluate", "evaluation", "evaluation_script", "eval"]


def find_evaluate():
    """EvalAI asks the package for it; scripts without an __init__.py that exports it are looked through."""
    package = importlib.import_module(NAME)
    if callable(getattr(package, "evaluate", None)):
        return package.evaluate
    files = {name[:-3] for name in os.listdir(FOLDER) if name.endswith(".py") and name != "__init__.py"}
    for name in [one for one in USUAL if one in files] + sorted(files - set(USUAL)):
        with open(os.path.join(FOLDER, name + ".py"), encoding="utf-8", errors="replace") as source:
            if "def evaluate" not in source.read():
                continue
        module = importlib.import_module(NAME + "." + name)
        if callable(getattr(module, "evaluate", None)):
            return module.evaluate
    raise ImportError("no function evaluate in the evaluation script")


def work():
    given = settings()
    # Behind everything else: EvalAI itself does not look there.
    sys.path.insert(1, os.path.dirname(PARENT))
    sys.path.append(FOLDER)
    evaluate = find_evaluate()
    value = evaluate(given["annotation"], given["submission"], given["phase"], submission_metadata=given["metadata"])
    if isinstance(value, BaseException):
        raise value
    return value


answer(work)
`;
