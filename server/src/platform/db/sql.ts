import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { managerOf, type Tx } from './unit-of-work.ts';

/** TypeORM answers [rows, count] for UPDATE and DELETE, rows for everything else. */
const rowsOf = <T>(answer: unknown): T[] => (Array.isArray(answer) && answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number' ? answer[0] : answer) as T[];

/** Single statements outside a transaction: SQL straight to view shapes. */
@Injectable()
export class Sql {
  constructor(private readonly source: DataSource) {}
  /** Rows of a statement, `$1`-style parameters; of an UPDATE or DELETE what it returns. */
  async rows<T>(text: string, params: readonly unknown[] = []): Promise<T[]> {
    return rowsOf(await this.source.query(text, params as unknown[]));
  }
  async one<T>(text: string, params: readonly unknown[] = []): Promise<T | null> {
    return (await this.rows<T>(text, params))[0] ?? null;
  }
}

/** Rows of a statement inside a transaction. UPDATE/DELETE ... RETURNING answer the returned rows. */
export async function rowsIn<T>(tx: Tx, text: string, params: readonly unknown[] = []): Promise<T[]> {
  return rowsOf(await managerOf(tx).query(text, params as unknown[]));
}

/** Rows touched by an UPDATE or DELETE: a state change counts them, 0 means somebody else was first. */
export async function countIn(tx: Tx, text: string, params: readonly unknown[] = []): Promise<number> {
  const answer: unknown = await managerOf(tx).query(text, params as unknown[]);
  return Array.isArray(answer) && typeof answer[1] === 'number' ? answer[1] : 0;
}
