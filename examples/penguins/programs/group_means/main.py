"""A penguin weighs what its kind weighs: the mean of its species and sex, or of its species when the sex is not known. Python alone."""
import csv
from collections import defaultdict
from statistics import mean

INPUT = '/app/input_data'
OUTPUT = '/app/output/predictions.csv'


def rows(name):
    with open(f'{INPUT}/{name}', newline='') as file:
        return list(csv.DictReader(file))


groups = defaultdict(list)
for row in rows('train.csv'):
    mass = float(row['body_mass_g'])
    for key in ((row['species'], row['sex']), row['species'], None):
        groups[key].append(mass)
print(f'{len(groups[None])} penguins, {mean(groups[None]):.0f} g on average')

with open(OUTPUT, 'w', newline='') as file:
    out = csv.writer(file)
    out.writerow(['id', 'body_mass_g'])
    for row in rows('test.csv'):
        key = next(key for key in ((row['species'], row['sex']), row['species'], None) if key in groups)
        out.writerow([row['id'], mean(groups[key])])
