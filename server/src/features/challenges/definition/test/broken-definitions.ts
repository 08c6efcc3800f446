/** One change to examples/digits/challenge.yaml each, and the problems it must be told as: `code path | message | hint`. */
export const BROKEN: [name: string, from: string, to: string, expected: string[]][] = [
  [
    'a date without a time',
    "'2026-12-11T23:59:00+09:00'",
    '2026-12-11',
    [
      'instant-without-time phases[0].closesAt | "2026-12-11" has no time and no offset, and we do not guess. | For example "2026-12-11T23:59:00+09:00"',
    ],
  ],
  [
    'a time without an offset',
    "'2026-12-11T23:59:00+09:00'",
    '2026-12-11 23:59:00',
    [
      'instant-without-offset phases[0].closesAt | "2026-12-11 23:59:00" has no offset, and we do not guess. | For example "2026-12-11T23:59:00+09:00" (Korea) or "2026-12-11T23:59:00Z" (UTC)',
    ],
  ],
  [
    'a day that is none',
    "'2026-12-11T23:59:00+09:00'",
    '"2026-02-30T23:59:00+09:00"',
    [
      'instant-invalid phases[0].closesAt | "2026-02-30T23:59:00+09:00" is not an instant. | Write it as RFC 3339: "2026-11-01T09:00:00+09:00"',
    ],
  ],
  [
    'a phase for invited people',
    "closesAt: '2026-12-11T23:59:00+09:00'",
    "closesAt: '2026-12-11T23:59:00+09:00'\n    entry: invited",
    [
      'not-supported phases[0].entry | Phases for invited people only cannot be held yet. | Leave "entry" out, or write "open": then everybody who joins may enter.',
    ],
  ],
  [
    'closing before opening',
    "'2026-12-11T23:59:00+09:00'",
    '"2026-10-11T23:59:00+09:00"',
    ['phase-window phases[0].closesAt | It must close after it opens (2026-10-28T10:00:00+09:00).'],
  ],
  [
    'an unknown key',
    'maxTeamSize: 5',
    'maxTeamsize: 5',
    ['unknown-key maxTeamsize | "maxTeamsize" is not a key we know. | Did you mean "maxTeamSize"?'],
  ],
  [
    'an unknown key far inside',
    'perDay: 10',
    'per_day: 10',
    ['unknown-key phases[0].quota.per_day | "per_day" is not a key we know. | Did you mean "perDay"?'],
  ],
  [
    'an unknown key like nothing',
    'concurrent: 3',
    'banana: 3',
    [
      'unknown-key phases[0].quota.banana | "banana" is not a key we know. | Keys known here: perDay, total, concurrent, zone, countFailed, failedPerDay',
    ],
  ],
  [
    'a third language',
    'ko: 손글씨 숫자 인식',
    'jp: 手書き数字\n  ko: 손글씨 숫자 인식',
    ['unknown-key title.jp | "jp" is not a key we know. | Keys known here: ko, en'],
  ],
  [
    'a missing language',
    '  en: Computer vision\n',
    '',
    ['language-missing field.en | The English text is missing. | Every text needs both ko and en.'],
  ],
  [
    'an empty language',
    'ko: 컴퓨터 비전',
    'ko: "  "',
    ['language-missing field.ko | The Korean text is missing. | Every text needs both ko and en.'],
  ],
  [
    'a text in one language',
    'field:\n  ko: 컴퓨터 비전\n  en: Computer vision',
    'field: Computer vision',
    ['wrong-type field | This must be keys with values, it is text: Computer vision. | Write both languages: { ko: "…", en: "…" }'],
  ],
  [
    'a number where text is meant',
    "version: '1.1'\n  date",
    'version: 1.10\n  date',
    ['wrong-type rules.version | This must be text, it is a number: 1.10. | Put it in quotes: "1.10"'],
  ],
  [
    'unquoted labels',
    "'0', '1', '2'",
    "0, '1', '2'",
    ['wrong-type tasks[0].format.columns[0].labels[0] | This must be text, it is a number: 0. | Put it in quotes: "0"'],
  ],
  ['a missing key', 'slug: digits\n', '', ['missing-key slug | "slug" is missing.']],
  ['a key without a value', 'slug: digits', 'slug:', ['missing-key slug | "slug" is missing.']],
  [
    'a bad name',
    'slug: digits',
    'slug: Digits 2026',
    [
      'bad-value slug | "Digits 2026" can\'t be used as a name here. | Use lower-case letters, digits and "-", starting with a letter or digit. A key may also hold "_".',
    ],
  ],
  [
    'a choice that is none',
    'ties: shared',
    'ties: share',
    ['bad-value boards[0].ties | "share" is not possible here. Possible: shared, strict | Did you mean "shared"?'],
  ],
  ['a number out of range', 'maxTeamSize: 5', 'maxTeamSize: 0', ['bad-value maxTeamSize | The value must be at least 1.']],
  ['half a person', 'maxTeamSize: 5', 'maxTeamSize: 2.5', ['wrong-type maxTeamSize | This must be a whole number, it is a number: 2.5.']],
  ['an empty list', 'tasks: [digits]', 'tasks: []', ['bad-value phases[0].tasks | The number of items must be at least 1.']],
  [
    'a thing for a list',
    'tasks: [digits]',
    'tasks: digits',
    ['wrong-type phases[0].tasks | This must be a list, it is text: digits. | Start each item with "- ".'],
  ],
  [
    'an unknown time zone',
    'zone: Asia/Seoul\nmaxTeamSize',
    'zone: Asia/Soul\nmaxTeamSize',
    ['zone-unknown zone | There is no time zone "Asia/Soul". | Use an IANA name: Asia/Seoul'],
  ],
  [
    'a phase with an unknown task',
    'tasks: [digits]',
    'tasks: [digit]',
    ['unknown-reference phases[0].tasks[0] | "digit" is not in tasks. | Did you mean "digits"?'],
  ],
  [
    'a board of an unknown phase',
    'phase: main\n    columns',
    'phase: finals\n    columns',
    ['unknown-reference boards[0].phase | "finals" is not in phases. | There are: main'],
  ],
  [
    'a column of an unknown metric',
    'metric: f1\n',
    'metric: f1score\n',
    ['unknown-reference boards[0].columns[1].metric | "f1score" is not in tasks[].scorer.metrics. | There are: accuracy, f1'],
  ],
  [
    'an order by an unknown column',
    'order: [accuracy, f1]',
    'order: [accuracy, f2]',
    ['unknown-reference boards[0].order[1] | "f2" is not in boards[0].columns. | Did you mean "f1"?'],
  ],
  [
    'an order with a column twice',
    'order: [accuracy, f1]',
    'order: [accuracy, accuracy]',
    ['duplicate-key boards[0].order[1] | "accuracy" is already used at boards[0].order[0].'],
  ],
  ['a key used twice', '- key: test', '- key: train', ['duplicate-key data[1].key | "train" is already used at data[0].key.']],
  [
    'a clause id used twice',
    '- id: conduct',
    '- id: ranking',
    ['duplicate-key rules.clauses[5].id | "ranking" is already used at rules.clauses[4].id.'],
  ],
  [
    'an unknown metric',
    'metric: f1_macro',
    'metric: f1macro',
    ['metric-unknown tasks[0].scorer.metrics[1].metric | There is no metric "f1macro". | Did you mean "f1_macro"?'],
  ],
  [
    'an unsuitable metric',
    'metric: f1_macro',
    'metric: roc_auc',
    ['metric-unsuitable tasks[0].scorer.metrics[1].metric | ROC AUC needs a column of numbers or probabilities.'],
  ],
  [
    'a label column without labels',
    "          labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']\n",
    '',
    [
      'labels-missing tasks[0].format.columns[0] | A label column must list the labels there are, two at least. | Write labels: ["yes", "no"]. Participants can answer only from this list.',
    ],
  ],
  [
    'a label twice',
    "'8', '9']",
    "'8', '8']",
    ['duplicate-key tasks[0].format.columns[0].labels[9] | "8" is already used at tasks[0].format.columns[0].labels[8].'],
  ],
  [
    'labels on a number',
    'kind: label',
    'kind: number',
    ['format-contradiction tasks[0].format.columns[0].labels | Only a column of kind "label" has labels.'],
  ],
  [
    'limits the wrong way round',
    'maxInflatedBytes: 52428800',
    'maxInflatedBytes: 1024',
    ['format-contradiction tasks[0].format.maxInflatedBytes | The limit after decompression is smaller than the limit of the file.'],
  ],
  [
    'an unknown kind of scorer',
    'kind: builtin',
    'kind: docker',
    ['bad-value tasks[0].scorer.kind | "docker" is not a kind of scorer we know. | kind: builtin or kind: program'],
  ],
  [
    'a file outside',
    'file: data/train.csv',
    'file: ../../secret.csv',
    [
      'file-outside data[0].file | "../../secret.csv" leads out of the folder of the definition. | Use a relative path inside the folder, with "/".',
    ],
  ],
  [
    'an absolute file',
    'file: data/train.csv',
    'file: /etc/passwd',
    [
      'file-outside data[0].file | "/etc/passwd" leads out of the folder of the definition. | Use a relative path inside the folder, with "/".',
    ],
  ],
  [
    'a baseline of an unknown phase',
    'data/baseline_tree.csv\n    phase: main',
    'data/baseline_tree.csv\n    phase: mein',
    ['unknown-reference baselines[1].phase | "mein" is not in phases. | Did you mean "main"?'],
  ],
  [
    'a key in the file twice',
    'maxTeamSize: 5',
    'maxTeamSize: 5\nmaxTeamSize: 6',
    ['yaml-duplicate-key  | The same key stands here twice.'],
  ],
  [
    'a later version',
    'gac: challenge/1',
    'gac: challenge/2',
    ['version-unsupported gac | Version "challenge/2" can\'t be read. | This program reads "challenge/1".'],
  ],
];
