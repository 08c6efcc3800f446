"""Scores of scikit-learn and SciPy for the cases on standard input, as JSON. Columns come as numbers or texts, weights or null."""
import json
import sys
import warnings

import numpy as np
import scipy.stats as st
import sklearn.metrics as sk

warnings.filterwarnings('error')


def averaged(function, average):
    return lambda y, p, w, a: function(y, p, average=average, sample_weight=w, zero_division=0, **a)


def binary(function):
    return lambda y, p, w, a: function(y, p, pos_label=sorted(set(y))[-1], sample_weight=w, zero_division=0, **a)


def plain(function, **fixed):
    return lambda y, p, w, a: function(y, p, sample_weight=w, **fixed, **a)


def one_hot(y):
    labels = sorted(set(y))
    return np.array([[float(value == label) for label in labels] for value in y])


FUNCTIONS = {
    'accuracy': plain(sk.accuracy_score),
    'balanced_accuracy': plain(sk.balanced_accuracy_score),
    'f1': binary(lambda y, p, beta=1, **a: sk.fbeta_score(y, p, beta=beta, **a)),
    'precision': binary(sk.precision_score),
    'recall': binary(sk.recall_score),
    'mcc': plain(sk.matthews_corrcoef),
    'cohen_kappa': plain(sk.cohen_kappa_score),
    'qwk': plain(sk.cohen_kappa_score, weights='quadratic'),
    'log_loss': plain(sk.log_loss),
    'brier': lambda y, p, w, a: np.average(np.sum((p - one_hot(y)) ** 2, axis=1), weights=w) if p.ndim == 2 else sk.brier_score_loss(y, p, sample_weight=w, pos_label=sorted(set(y))[-1]),
    'top_k_accuracy': plain(sk.top_k_accuracy_score),
    'roc_auc': plain(sk.roc_auc_score),
    'roc_auc_ovr': lambda y, p, w, a: sk.roc_auc_score(y, p, multi_class='ovr', sample_weight=w, **a),
    'roc_auc_ovo': lambda y, p, w, a: sk.roc_auc_score(y, p, multi_class='ovo', **a),
    'partial_auc': plain(sk.roc_auc_score),
    'gini': lambda y, p, w, a: 2 * sk.roc_auc_score(y, p, sample_weight=w) - 1,
    'ks': lambda y, p, w, a: np.max(np.subtract(*sk.roc_curve(y, p, pos_label=sorted(set(y))[-1], sample_weight=w, drop_intermediate=False)[1::-1])),
    'average_precision': lambda y, p, w, a: sk.average_precision_score(np.asarray(y) == sorted(set(y))[-1], p, sample_weight=w),
    'mae': plain(sk.mean_absolute_error),
    'medae': plain(sk.median_absolute_error),
    'mse': plain(sk.mean_squared_error),
    'rmse': plain(sk.mean_squared_error, squared=False),
    'msle': plain(sk.mean_squared_log_error),
    'rmsle': plain(sk.mean_squared_log_error, squared=False),
    'mape': plain(sk.mean_absolute_percentage_error),
    'r2': plain(sk.r2_score),
    'explained_variance': plain(sk.explained_variance_score),
    'pinball': plain(sk.mean_pinball_loss),
    'poisson_deviance': plain(sk.mean_poisson_deviance),
    'gamma_deviance': plain(sk.mean_gamma_deviance),
    'tweedie_deviance': plain(sk.mean_tweedie_deviance),
    'pearson': lambda y, p, w, a: st.pearsonr(y, p)[0],
    'spearman': lambda y, p, w, a: st.spearmanr(y, p)[0],
    'kendall': lambda y, p, w, a: st.kendalltau(y, p)[0],
    'adjusted_rand': lambda y, p, w, a: sk.adjusted_rand_score(y, p),
    'nmi': lambda y, p, w, a: sk.normalized_mutual_info_score(y, p),
    'v_measure': lambda y, p, w, a: sk.v_measure_score(y, p),
    'ndcg': lambda y, p, w, a: sk.ndcg_score([y], [p], **a),
}
for average in ('macro', 'micro', 'weighted'):
    FUNCTIONS['f1_' + average] = averaged(lambda y, p, beta=1, **a: sk.fbeta_score(y, p, beta=beta, **a), average)
    FUNCTIONS['precision_' + average] = averaged(sk.precision_score, average)
    FUNCTIONS['recall_' + average] = averaged(sk.recall_score, average)
    FUNCTIONS['jaccard_' + average] = averaged(sk.jaccard_score, average)


def score(case):
    y = np.asarray(case['truth'])
    p = np.asarray(case['predicted'])
    w = None if case['weights'] is None else np.asarray(case['weights'])
    groups = case.get('groups')
    if groups is None:
        return {key: float(FUNCTIONS[key](y, p, w, case['params'])) for key in case['metrics']}
    queries = [[at for at, group in enumerate(groups) if group == name] for name in sorted(set(groups))]
    return {key: float(np.mean([FUNCTIONS[key](y[rows], p[rows], None, case['params']) for rows in queries])) for key in case['metrics']}


json.dump([score(case) for case in json.load(sys.stdin)], sys.stdout)
