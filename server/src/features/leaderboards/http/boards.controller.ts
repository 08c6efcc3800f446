import { BoardChange, BoardQuery, BoardWindow, OwnStanding, OwnStandingQuery } from '@gac/shared/contract/leaderboards';
import { zBoardId } from '@gac/shared/contract/primitives';
import type { BoardId } from '@gac/shared/values';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.ts';
import { EventStream } from '../../../platform/http/event-stream.ts';
import { ReadyAnswers, sendReady } from '../../../platform/http/ready-answers.ts';
import { Allows, By, Returns, ReturnsRaw } from '../../../platform/http/route.ts';
import { LeaderboardsQueries } from '../leaderboards.queries.ts';
import { boardTopic } from '../standing-writer.ts';

const BoardPath = z.object({ boardId: zBoardId });
// Without the schema's id: the OpenAPI generator drops query parameters that are a reference.
const RowsQuery = BoardQuery.extend({});
const OwnQuery = OwnStandingQuery.extend({});
/** Addresses with made-up parameters are answered, not kept: there is no end of them. */
const hasKnownNames = (query: unknown): boolean => Object.keys(query as object).every((name) => name in BoardQuery.shape);
interface BoardPath {
  boardId: BoardId;
}
const JSON_TYPE = 'application/json; charset=utf-8';
const ROWS = /^\/api\/boards\/([0-9a-f-]{36})\/rows(?:\?(.*))?$/;

/** The board and window that an address asks for, as the route would read it; null when the route may read it otherwise or refuse it. */
function windowAt(url: string): { boardId: BoardId; query: BoardQuery } | null {
  const [, boardId, search = ''] = ROWS.exec(url) ?? [];
  if (boardId === undefined) return null;
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    // Twice, or no text: the route has its own reading of these.
    if (name in query || value.includes('\uFFFD')) return null;
    query[name] = value;
  }
  const read = BoardQuery.safeParse(query);
  return read.success ? { boardId: boardId as BoardId, query: read.data } : null;
}

@Controller('boards/:boardId')
export class BoardsController {
  constructor(
    private readonly boards: LeaderboardsQueries,
    private readonly ready: ReadyAnswers,
    private readonly streams: EventStream,
  ) {
    // However a window is asked for, its bytes need no session when they lie there; making them needs the route, and is counted.
    ready.from((url) => {
      const asked = windowAt(url);
      const bytes = asked && boards.inMemory(asked.boardId, asked.query);
      return bytes && { body: bytes.body, etag: bytes.etag, type: JSON_TYPE };
    });
  }

  @Get('rows')
  @Allows('board.read')
  @ReturnsRaw('application/json', BoardWindow)
  async rows(@By() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param({ schema: BoardPath }) { boardId }: BoardPath, @Query({ schema: RowsQuery }) query: BoardQuery): Promise<void> {
    const { isPublic, isTrue, ...bytes } = await this.boards.window(actor, boardId, query);
    const answer = { ...bytes, type: JSON_TYPE };
    if (isPublic && hasKnownNames(request.query)) this.ready.keep(request, answer, isTrue);
    sendReady(request, reply, answer, isPublic ? 'no-cache' : 'private, no-cache');
  }

  @Get('standing')
  @Allows('board.read-own')
  @Returns(200, OwnStanding)
  standing(@By() actor: Actor, @Param({ schema: BoardPath }) { boardId }: BoardPath, @Query({ schema: OwnQuery }) query: OwnStandingQuery): Promise<OwnStanding> {
    return this.boards.standing(actor, boardId, query);
  }

  @Get('events')
  @SkipThrottle()
  @Allows('board.read')
  @ReturnsRaw('text/event-stream', BoardChange)
  async events(@By() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param({ schema: BoardPath }) { boardId }: BoardPath): Promise<void> {
    await this.boards.visible(actor, boardId);
    const isVisible = (): Promise<boolean> => this.boards.visible(actor, boardId).then(() => true, () => false);
    await this.streams.serve(request, reply, boardTopic(boardId), isVisible);
  }
}
