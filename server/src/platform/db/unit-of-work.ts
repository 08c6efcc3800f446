import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

declare const txBrand: unique symbol;
/** A transaction under way. Opaque: only `data/` folders and platform/db unwrap it, so a write outside a transaction does not compile. */
export interface Tx {
  readonly [txBrand]: true;
}
export const managerOf = (tx: Tx): EntityManager => tx as unknown as EntityManager;

/** PostgreSQL: serialization_failure, deadlock_detected. */
const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 5;
const codeOf = (error: unknown): string | undefined => (error as { code?: string; driverError?: { code?: string } }).driverError?.code ?? (error as { code?: string }).code;

/** Unique violation (23505) on the named constraint, or on any when none is named. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const driver = (error as { driverError?: { constraint?: string } }).driverError ?? (error as { constraint?: string });
  return codeOf(error) === '23505' && (constraint === undefined || driver.constraint === constraint);
}

/** Foreign key violation (23503): something refers to what was to be removed, or what was to be referred to is not there. */
export const isForeignKeyViolation = (error: unknown): boolean => codeOf(error) === '23503';

@Injectable()
export class UnitOfWork {
  constructor(private readonly source: DataSource) {}

  /**
   * Runs `work` in one transaction (READ COMMITTED; rules over several rows lock the row that owns them).
   * Serialization failures and deadlocks are retried here and nowhere else. No HTTP, storage or queue call belongs inside.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.source.transaction((manager) => work(manager as unknown as Tx));
      } catch (error) {
        if (attempt >= ATTEMPTS || !RETRYABLE.has(codeOf(error) ?? '')) throw error;
      }
    }
  }

  /** Runs `work` on what the database is at one moment: it locks nothing, so nobody waits for it, and can write nothing. */
  look<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.source.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      return work(manager as unknown as Tx);
    });
  }
}
