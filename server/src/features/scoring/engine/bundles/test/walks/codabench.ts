import type { ALL_KEYS } from '../../formats/keys.ts';
import { codabench, COMPETITION } from '../samples.ts';
import { withPart, type Walk } from './walk.ts';

const UUID = '3097e279-4e98-4d7d-9f69-b962c0e31e1f';
const PAGE = { title: 'P', file: 'other.md' };
const solution = { index: 0, tasks: [0], path: 'other' };
const field = { key: 'NAME', title: 'Name', type: 'text', is_required: false, is_on_leaderboard: false };

export const CODABENCH_WALKS: Record<Extract<keyof typeof ALL_KEYS, `Codabench: ${string}`>, Walk> = {
  'Codabench: competition.yaml': {
    files: codabench,
    base: COMPETITION,
    at: [],
    examples: {
      version: '3',
      title: 'Other',
      description: 'Other',
      image: 'other.png',
      terms: 'other.md',
      pages: [PAGE],
      phases: [{ name: 'Other', start: '2026-01-01', tasks: [0] }],
      tasks: [{ index: 0, name: 'Other', scoring_program: 'other' }],
      solutions: [solution],
      leaderboards: [{ title: 'Other', key: 'o', columns: [{ key: 'o', title: 'O', index: 0 }] }],
      fact_sheet: { NAME: field },
      docker_image: 'own/image',
      registration_auto_approve: true,
      make_input_data_available: true,
      make_programs_available: true,
      enable_detailed_results: true,
      show_detailed_results_in_submission_panel: false,
      show_detailed_results_in_leaderboard: false,
      reward: '1000',
      contact_email: 'a@b.kr',
    },
  },
  'Codabench: pages[]': { files: codabench, base: COMPETITION, at: ['pages', 0], examples: { title: 'Other', file: 'other.md' } },
  'Codabench: phases[]': {
    files: codabench,
    base: withPart(COMPETITION, {
      phases: [
        { ...COMPETITION.phases[0], index: 0, end: '2026-02-01' },
        { ...COMPETITION.phases[0], name: 'Second', index: 1, start: '2026-03-01' },
      ],
    }),
    at: ['phases', 0],
    examples: {
      index: 2,
      name: 'Other',
      description: 'Other',
      start: '2025-06-01',
      end: '2026-01-20',
      tasks: [],
      max_submissions: 3,
      max_submissions_per_day: 3,
      auto_migrate_to_this_phase: true,
      execution_time_limit: 3,
      hide_output: true,
      hide_prediction_output: true,
      hide_score_output: true,
      starting_kit: 'other',
      public_data: 'other',
      accepts_only_result_submissions: true,
    },
  },
  'Codabench: tasks[]': {
    files: codabench,
    base: COMPETITION,
    at: ['tasks', 0],
    examples: {
      index: 3,
      key: UUID,
      name: 'Other',
      description: 'Other',
      scoring_program: 'other',
      reference_data: 'other',
      input_data: 'other',
      ingestion_program: 'other',
      ingestion_only_during_scoring: true,
    },
  },
  'Codabench: solutions[]': {
    files: codabench,
    base: withPart(COMPETITION, { solutions: [solution] }),
    at: ['solutions', 0],
    examples: { index: 3, key: UUID, path: 'scoring_program', tasks: [], name: 'Other', description: 'Other' },
  },
  'Codabench: leaderboards[]': {
    files: codabench,
    base: withPart(COMPETITION, {
      leaderboards: [
        {
          title: 'R',
          key: 'r',
          columns: [
            { key: 'a', title: 'A', index: 0 },
            { key: 'b', title: 'B', index: 1 },
          ],
        },
      ],
    }),
    at: ['leaderboards', 0],
    examples: {
      title: 'Other',
      key: 'other',
      columns: [{ key: 'o', title: 'O', index: 0 }],
      hidden: true,
      submission_rule: 'Force_Best',
      primary_index: 1,
    },
  },
  'Codabench: leaderboards[].columns[]': {
    files: codabench,
    base: withPart(COMPETITION, {
      leaderboards: [
        {
          title: 'R',
          key: 'r',
          columns: [
            { key: 'a', title: 'A', index: 2, computation: 'sum', computation_indexes: [1] },
            { key: 'b', title: 'B', index: 1 },
            { key: 'c', title: 'C', index: 0 },
          ],
        },
      ],
    }),
    at: ['leaderboards', 0, 'columns', 0],
    examples: {
      title: 'Other',
      key: 'other',
      index: 5,
      sorting: 'asc',
      hidden: true,
      precision: 7,
      computation: 'max',
      computation_indexes: [0, 1],
    },
  },
  'Codabench: fact_sheet.*': {
    files: codabench,
    base: withPart(COMPETITION, { fact_sheet: { NAME: { ...field, type: 'select', selection: ['x'] } } }),
    at: ['fact_sheet', 'NAME'],
    examples: { key: 'OTHER', title: 'Other', type: 'checkbox', selection: ['y', 'z'], is_required: 'true', is_on_leaderboard: 'true' },
  },
};
