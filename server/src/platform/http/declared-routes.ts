import { Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Permission } from '../access/table.ts';
import { ALLOWS, RETURNS } from './route.ts';

export interface DeclaredRoute {
  method: string;
  /** With the `/api` prefix and `:name` parameters. */
  path: string;
  permission: Permission;
  returns: 'schema' | 'nothing' | 'raw';
}
/** A controller or a route may have several paths. */
const pathsOf = (target: object): string[] => [(Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined) ?? ''].flat();
const join = (...parts: string[]): string => '/' + parts.map((part) => part.replace(/^\/|\/$/g, '')).filter(Boolean).join('/');

/** Every route with its access rule and its kind of answer. The process does not start when one lacks either. */
@Injectable()
export class DeclaredRoutes implements OnModuleInit {
  private list: DeclaredRoute[] = [];
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  get all(): readonly DeclaredRoute[] {
    return this.list;
  }

  onModuleInit(): void {
    const undeclared: string[] = [];
    for (const wrapper of this.discovery.getControllers()) {
      const prototype = Object.getPrototypeOf(wrapper.instance as object) as Record<string, object>;
      const bases = pathsOf((wrapper.instance as object).constructor);
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name];
        if (!handler || !Reflect.hasMetadata(PATH_METADATA, handler)) continue;
        const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? 'GET';
        const permission = Reflect.getMetadata(ALLOWS, handler) as Permission | undefined;
        const returns = Reflect.getMetadata(RETURNS, handler) as DeclaredRoute['returns'] | undefined;
        for (const path of bases.flatMap((base) => pathsOf(handler).map((own) => join('api', base, own)))) {
          if (permission === undefined || returns === undefined) undeclared.push(`${method} ${path}`);
          else this.list.push({ method, path, permission, returns });
        }
      }
    }
    if (undeclared.length > 0) throw new Error(`Routes without @Allows or @Returns: ${undeclared.join(', ')}`);
  }
}
