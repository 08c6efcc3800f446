import { Injectable, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** The contract, made once from the running routes. */
@Injectable()
export class OpenApi {
  private made: OpenAPIObject | null = null;

  get document(): OpenAPIObject {
    if (!this.made) throw new Error('The contract is made before the server listens.');
    return this.made;
  }

  make(app: INestApplication): OpenAPIObject {
    const about = new DocumentBuilder().setTitle('Global AI Challenge').setVersion('1').setDescription('Errors are application/problem+json (RFC 9457). Instants are ISO 8601 in UTC, sizes in bytes, scores doubles in shortest form.');
    this.made = SwaggerModule.createDocument(app, about.build(), { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}` });
    return this.made;
  }
}
