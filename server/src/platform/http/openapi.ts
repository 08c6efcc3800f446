import { Injectable, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { PROBLEMS, type ProblemCode } from '@gac/shared/problems';
import { z } from 'zod';

const ABOUT = 'Errors are application/problem+json (RFC 9457). Instants are ISO 8601 in UTC, sizes in bytes, scores doubles in shortest form.';
const codes = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];
const Problem = z.looseObject({
  type: z.string().meta({ description: 'Address of the page about the code' }),
  code: z.enum(codes),
  status: z.int(),
  title: z.string().meta({ description: 'In the language of the request' }),
  detail: z.string().meta({ description: 'In the language of the request' }),
  instance: z.string().optional().meta({ description: 'Names the request, for support' }),
});
type Operation = Pick<NonNullable<OpenAPIObject['paths'][string]['get']>, 'responses'>;

/** Any route may be answered by a problem: the document says so once and each operation refers to it. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths)) for (const operation of Object.values(path) as Operation[]) operation.responses['default'] = { $ref: '#/components/responses/Problem' };
  const { schemas, ...components } = document.components ?? {};
  return {
    ...document,
    components: {
      ...components,
      schemas: { ...schemas, Problem: z.toJSONSchema(Problem, { target: 'openapi-3.0' }) as object },
      responses: { Problem: { description: 'What went wrong; each code has fields of its own', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } } },
    },
  };
}

/** The contract, made once from the running routes. */
@Injectable()
export class OpenApi {
  private made: OpenAPIObject | null = null;

  get document(): OpenAPIObject {
    if (!this.made) throw new Error('The contract is made before the server listens.');
    return this.made;
  }

  make(app: INestApplication): OpenAPIObject {
    const about = new DocumentBuilder().setTitle('Global AI Challenge').setVersion('1').setDescription(ABOUT);
    this.made = withProblems(SwaggerModule.createDocument(app, about.build(), { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}` }));
    return this.made;
  }
}
