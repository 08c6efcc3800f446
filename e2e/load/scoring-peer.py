"""The peer of scoring.bench.mjs: data, and the same scores by pandas and scikit-learn.

data ROWS FOLDER        writes truth and predictions of the four tasks, rows of the predictions in an order of chance
tuned TASK FOLDER       what an expert would write: typed columns, categories, get_indexer instead of a merge, codes
typical TASK FOLDER     what scoring programs do: read_csv, merge with validation, the library's functions on the columns
run COMMAND...          runs a command and prints its seconds, seconds of processor, and most memory in kB
"""
import json
import resource
import subprocess
import sys
import time

LABELS = ['ant', 'bee', 'cat', 'cow', 'dog', 'ferret', 'hen', 'mole', 'owl', 'yak']


def data(rows, folder):
    import numpy as np
    import pandas as pd

    chance = np.random.default_rng(1)
    order = chance.permutation(rows)
    ids = np.arange(rows)
    labels = np.array(LABELS)

    def write(task, index, truth, predictions):
        pd.DataFrame({'id': index, 'y': truth}).to_csv(f'{folder}/{task}-truth.csv', index=False)
        frame = pd.DataFrame(predictions)
        frame.insert(0, 'id', index)
        frame.iloc[order].to_csv(f'{folder}/{task}-predictions.csv', index=False)

    classes = chance.integers(0, 10, rows)
    guesses = np.where(chance.random(rows) < 0.7, classes, chance.integers(0, 10, rows))
    write('A', np.array(['u%011d' % (row * 2654435761 % 10**11) for row in range(rows)]), labels[classes], {'p': labels[guesses]})
    yes = chance.integers(0, 2, rows)
    write('B', ids, yes, {'p': np.round(np.clip(yes * 0.2 + chance.random(rows) * 0.8, 0, 1), 6)})
    shares = chance.dirichlet(np.ones(10), rows)
    write('C', ids, labels[classes], {label: np.round(shares[:, at], 8) for at, label in enumerate(LABELS)})
    sizes = np.exp(chance.normal(size=rows) * 2)
    write('D', ids, sizes, {'p': sizes * np.exp(chance.normal(size=rows) * 0.1)})
    with open(f'{folder}/D-predictions.csv') as fine, open(f'{folder}/D-faulty.csv', 'w') as faulty:
        for at, line in enumerate(fine):
            faulty.write(line.split(',')[0] + ',nan\n' if at % max(1, rows // 10_000) == 1 else line)


def metrics(task, y, p, labels):
    import numpy as np
    import sklearn.metrics as sk

    if task == 'A':
        return sk.accuracy_score(y, p), sk.f1_score(y, p, average='macro')
    if task == 'B':
        return (sk.roc_auc_score(y, p),)
    if task == 'C':
        return (sk.log_loss(y, p, labels=labels),)
    return np.sqrt(sk.mean_squared_error(y, p)), sk.mean_absolute_error(y, p), np.sqrt(sk.mean_squared_log_error(y, p))


def tuned(task, folder):
    import numpy as np
    import pandas as pd

    category = pd.CategoricalDtype(LABELS)
    types = {'id': str if task == 'A' else np.int64, **({'y': category} if task in 'AC' else {}), **({'p': category} if task == 'A' else {})}
    truth, predictions = (pd.read_csv(f'{folder}/{task}-{which}.csv', dtype=types) for which in ('truth', 'predictions'))
    at = pd.Index(predictions['id']).get_indexer(truth['id'])
    assert (at >= 0).all() and len(predictions) == len(truth)
    y = truth['y'].cat.codes.to_numpy() if task in 'AC' else truth['y'].to_numpy()
    columns = LABELS if task == 'C' else 'p'
    p = predictions['p'].cat.codes.to_numpy()[at] if task == 'A' else predictions[columns].to_numpy()[at]
    print(*metrics(task, y, p, range(10)))


def typical(task, folder):
    import pandas as pd

    truth, predictions = (pd.read_csv(f'{folder}/{task}-{which}.csv') for which in ('truth', 'predictions'))
    both = truth.merge(predictions, on='id', how='left', validate='one_to_one')
    print(*metrics(task, both['y'], both[LABELS] if task == 'C' else both['p'], LABELS))


def run(command):
    began = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({'code': done.returncode, 'out': done.stdout.decode(), 'wall': wall, 'cpu': used.ru_utime + used.ru_stime, 'kB': used.ru_maxrss}))


what, *args = sys.argv[1:]
if what == 'data':
    data(int(args[0]), args[1])
elif what == 'run':
    run(args)
else:
    {'tuned': tuned, 'typical': typical}[what](*args)
