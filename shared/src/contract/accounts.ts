import { z } from 'zod';
import { zAccountId, zCountry, zInstant, zLang, zLine } from './primitives.ts';

export const zAffiliationKind = z.enum(['university', 'company', 'institute', 'individual', 'other']);
export const CreateAccount = z
  .object({
    email: z.email().max(254),
    password: z.string().min(10).max(200).meta({ description: '10 to 200 characters; no composition rules (NIST SP 800-63B)' }),
    /** 성명, as the person writes it (RG-2). */
    name: zLine.trim().min(1).max(100),
    romanName: zLine.trim().max(100).optional(),
    country: zCountry,
    affiliation: zLine.trim().max(120).default(''),
    affiliationKind: zAffiliationKind.default('individual'),
    locale: zLang,
  })
  .meta({ id: 'CreateAccount' });
export const SignIn = z.object({ email: zLine.min(1).max(254), password: z.string().min(1).max(200) }).meta({ id: 'SignIn' });
export const zRole = z.enum(['member', 'organizer', 'administrator']);
export const AccountView = z
  .object({
    id: zAccountId,
    email: z.string(),
    name: z.string(),
    romanName: z.string().nullable(),
    country: zCountry,
    affiliation: z.string(),
    affiliationKind: zAffiliationKind,
    locale: zLang,
    roles: z.array(zRole),
    createdAt: zInstant,
  })
  .meta({ id: 'AccountView' });
/** Who is asking, answered to everybody. `serverTime` lets the page count down with the server's clock. */
export const SessionView = z.object({ account: AccountView.nullable(), serverTime: zInstant, demo: z.boolean() }).meta({ id: 'SessionView' });

export type CreateAccount = z.infer<typeof CreateAccount>;
export type SignIn = z.infer<typeof SignIn>;
export type AccountView = z.infer<typeof AccountView>;
export type SessionView = z.infer<typeof SessionView>;
export type Role = z.infer<typeof zRole>;
