import { BoardChange, BoardQuery, BoardWindow, OwnStanding } from '@gac/shared/contract/leaderboards';
import { zBoardId } from '@gac/shared/contract/primitives';
import type { BoardId } from '@gac/shared/values';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
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
const OwnQuery = BoardQuery.pick({ since: true });
/** Addresses with made-up parameters are answered, not kept: there is no end of them. */
const hasKnownNames = (query: unknown): boolean => Object.keys(query as object).every((name) => name in BoardQuery.shape);
interface BoardPath {
  boardId: BoardId;
}

@Controller('boards/:boardId')
export class BoardsController {
  constructor(
    private readonly boards: LeaderboardsQueries,
    private readonly ready: ReadyAnswers,
    private readonly streams: EventStream,
  ) {}

  @Get('rows')
  @Allows('board.read')
  @ReturnsRaw('application/json', BoardWindow)
  async rows(@By() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param({ schema: BoardPath }) { boardId }: BoardPath, @Query({ schema: RowsQuery }) query: BoardQuery): Promise<void> {
    const { isPublic, isTrue, ...bytes } = await this.boards.window(actor, boardId, query);
    const answer = { ...bytes, type: 'application/json; charset=utf-8' };
    if (isPublic && hasKnownNames(request.query)) this.ready.keep(request, answer, isTrue);
    sendReady(request, reply, answer, isPublic ? 'no-cache' : 'private, no-cache');
  }

  @Get('standing')
  @Allows('board.read-own')
  @Returns(200, OwnStanding)
  standing(@By() actor: Actor, @Param({ schema: BoardPath }) { boardId }: BoardPath, @Query({ schema: OwnQuery }) { since }: z.infer<typeof OwnQuery>): Promise<OwnStanding> {
    return this.boards.standing(actor, boardId, since);
  }

  @Get('events')
  @Allows('board.read')
  @ReturnsRaw('text/event-stream', BoardChange)
  async events(@By() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param({ schema: BoardPath }) { boardId }: BoardPath): Promise<void> {
    await this.boards.visible(actor, boardId);
    await this.streams.serve(request, reply, boardTopic(boardId));
  }
}
