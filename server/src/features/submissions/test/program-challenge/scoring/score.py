"""Closeness: 1 minus the mean absolute error. Prints what nobody but organizers may read."""
import csv
import json
import sys

source, target = sys.argv[1], sys.argv[2]
read = lambda path: {row['id']: float(row['y']) for row in csv.DictReader(open(path))}
truth = read(source + '/ref/answers.csv')
given = read(source + '/res/predictions.csv')
print('SECRET', truth)
error = sum(abs(truth[key] - given[key]) for key in truth) / len(truth)
with open(target + '/scores.json', 'w') as file:
    json.dump({'Closeness': 1 - error}, file)
with open(target + '/per_case.json', 'w') as file:
    json.dump([{'error': abs(truth[key] - given[key])} for key in sorted(truth)], file)
