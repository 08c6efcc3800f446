// Made by `npm run gen` from web/openapi.json.
export interface paths {
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Operations_check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Operations_contract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Operations_prometheus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parked-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ParkedJobs_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parked-jobs/rerun": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ParkedJobs_rerun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Accounts_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Accounts_session"];
        put?: never;
        post: operations["Accounts_signIn"];
        delete: operations["Accounts_signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Challenges_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Challenges_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{slug}/participation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Challenges_ownParticipation"];
        put: operations["Challenges_acceptRules"];
        post: operations["Challenges_join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/challenges/{slug}/data/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Challenges_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluations/{id}/logs/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Logs_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Organize_challenges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/challenges/{slug}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Organize_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Organize_panel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/queue/running": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Organize_running"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/queue/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Organize_failures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/queue/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Organize_done"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/queue/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Organize_samples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/queue/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Organize_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/queue/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Organize_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/queue/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Organize_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Organize_workerList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/workers/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Organize_drain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/workers/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Organize_takeBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/evaluations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Organize_detail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/evaluations/{id}/requeue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Organize_requeue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/evaluations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Organize_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/evaluations/{id}/fail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Organize_fail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/phases/{phaseId}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Submissions_list"];
        put?: never;
        post: operations["Submissions_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/phases/{phaseId}/quota": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Submissions_quota"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/phases/{phaseId}/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Submissions_newcomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Submissions_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["Submissions_note"];
        trace?: never;
    };
    "/api/submissions/{id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Submissions_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Submissions_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Submissions_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Submissions_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/{receipt}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Submissions_receipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Uploads_create"];
        delete?: never;
        options: operations["Uploads_abilities"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["Uploads_discard"];
        options?: never;
        head: operations["Uploads_offset"];
        patch: operations["Uploads_append"];
        trace?: never;
    };
    "/api/boards/{boardId}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Boards_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/boards/{boardId}/standing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Boards_standing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/boards/{boardId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Boards_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Imports_list"];
        put?: never;
        post: operations["Imports_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Imports_view"];
        put?: never;
        post?: never;
        delete: operations["Imports_discard"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/imports/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Imports_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/imports/{id}/read-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Imports_readAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/imports/{id}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Imports_dryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/imports/{id}/dry-run/{solution}/{task}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Imports_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/imports/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Imports_createDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Drafts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/drafts/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Drafts_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/drafts/{slug}/definition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Drafts_rewrite"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/drafts/{slug}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Drafts_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/challenges/{slug}/export/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Drafts_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organize/challenges/{slug}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Drafts_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        HealthView: {
            /** @enum {string} */
            status: "ok" | "failing";
            checks: {
                [key: string]: {
                    ok: boolean;
                    detail?: string;
                };
            };
        };
        ParkedJobs: {
            total: number;
            jobs: components["schemas"]["ParkedJob"][];
        };
        ParkedJob: {
            handler: string;
            /** Format: uuid */
            eventId: string;
            event: string;
            error: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            parkedAt: string;
        };
        RerunParkedJobs: {
            jobs: components["schemas"]["ParkedJobRef"][] | null;
        };
        ParkedJobRef: {
            handler: string;
            /** Format: uuid */
            eventId: string;
        };
        RerunCount: {
            rerun: number;
        };
        CreateAccount: {
            /** Format: email */
            email: string;
            /** @description 10 to 200 characters; no composition rules (NIST SP 800-63B) */
            password: string;
            name: string;
            romanName?: string;
            /** @description ISO 3166-1 alpha-2 */
            country: string;
            /** @default  */
            affiliation?: string;
            /**
             * @default individual
             * @enum {string}
             */
            affiliationKind?: "university" | "company" | "institute" | "individual" | "other";
            /** @enum {string} */
            locale: "ko" | "en";
        };
        AccountView: {
            /**
             * Format: uuid
             * @description Account id (UUIDv7)
             */
            id: string;
            email: string;
            name: string;
            romanName: string | null;
            /** @description ISO 3166-1 alpha-2 */
            country: string;
            affiliation: string;
            /** @enum {string} */
            affiliationKind: "university" | "company" | "institute" | "individual" | "other";
            /** @enum {string} */
            locale: "ko" | "en";
            roles: ("member" | "organizer" | "administrator")[];
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            createdAt: string;
        };
        SignIn: {
            email: string;
            password: string;
        };
        SessionView: {
            account: components["schemas"]["AccountView"] | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            serverTime: string;
            demo: boolean;
        };
        ChallengeList: {
            items: components["schemas"]["ChallengeCard"][];
            facts: {
                countries: number;
                entries: number;
                evaluations: number;
                medianWaitMs: number | null;
            };
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            at: string;
        };
        ChallengeCard: {
            /**
             * Format: uuid
             * @description Challenge id (UUIDv7)
             */
            id: string;
            slug: string;
            title: {
                ko: string;
                en: string;
            };
            summary: {
                ko: string;
                en: string;
            };
            field: {
                ko: string;
                en: string;
            };
            routes: ("startup" | "position")[];
            /** @enum {string} */
            stage: "upcoming" | "running" | "judging" | "closed";
            phases: {
                key: string;
                name: {
                    ko: string;
                    en: string;
                };
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601 in UTC
                 */
                opensAt: string;
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601 in UTC
                 */
                closesAt: string | null;
            }[];
            nextBoundary: {
                /** @enum {string} */
                kind: "opens" | "closes";
                phaseName: {
                    ko: string;
                    en: string;
                };
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601 in UTC
                 */
                at: string;
            } | null;
            teams: number;
            metric: components["schemas"]["MetricView"];
            leading: number | null;
            distribution: number[];
        };
        /** @description A metric as a challenge uses it; codeSha256 names the exact scorer code */
        MetricView: {
            key: string;
            /** @description Of the catalogue; null for a number that the challenge's own program or a computed column gives */
            metric: string | null;
            name: {
                ko: string;
                en: string;
            };
            /** @enum {string} */
            direction: "desc" | "asc";
            decimals: number;
            version: number;
            /** @description SHA-256, lower-case hexadecimal */
            codeSha256: string;
        };
        ChallengeView: {
            /**
             * Format: uuid
             * @description Challenge id (UUIDv7)
             */
            id: string;
            slug: string;
            title: {
                ko: string;
                en: string;
            };
            summary: {
                ko: string;
                en: string;
            };
            field: {
                ko: string;
                en: string;
            };
            routes: ("startup" | "position")[];
            /** @enum {string} */
            stage: "upcoming" | "running" | "judging" | "closed";
            phases: {
                key: string;
                name: {
                    ko: string;
                    en: string;
                };
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601 in UTC
                 */
                opensAt: string;
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601 in UTC
                 */
                closesAt: string | null;
            }[];
            nextBoundary: {
                /** @enum {string} */
                kind: "opens" | "closes";
                phaseName: {
                    ko: string;
                    en: string;
                };
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601 in UTC
                 */
                at: string;
            } | null;
            teams: number;
            metric: components["schemas"]["MetricView"];
            leading: number | null;
            distribution: number[];
            overview: {
                ko: string;
                en: string;
            };
            zone: string;
            rules: {
                version: string;
                date: string;
                /** @description SHA-256, lower-case hexadecimal */
                sha256: string;
                clauses: {
                    id: string;
                    title: {
                        ko: string;
                        en: string;
                    };
                    text: {
                        ko: string;
                        en: string;
                    };
                }[];
                changes: {
                    version: string;
                    date: string;
                    text: {
                        ko: string;
                        en: string;
                    };
                }[];
            };
            data: components["schemas"]["DataFileView"][];
            dataChanges: {
                date: string;
                text: {
                    ko: string;
                    en: string;
                };
            }[];
            phaseDetails: components["schemas"]["PhaseView"][];
            boards: components["schemas"]["BoardSummary"][];
            maxTeamSize: number;
        };
        DataFileView: {
            key: string;
            fileName: string;
            name: {
                ko: string;
                en: string;
            };
            description: {
                ko: string;
                en: string;
            };
            bytes: number;
            /** @description SHA-256, lower-case hexadecimal */
            sha256: string;
            licence: string;
            source: string;
            version: string;
            /** @enum {string} */
            access: "open" | "participants";
            /** @enum {string} */
            role: "train" | "test" | "sample" | "example" | "code" | "document";
            url: string;
        };
        PhaseView: {
            /**
             * Format: uuid
             * @description Phase id (UUIDv7)
             */
            id: string;
            key: string;
            name: {
                ko: string;
                en: string;
            };
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            opensAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            closesAt: string | null;
            /** @enum {string} */
            status: "upcoming" | "open" | "closed";
            quota: {
                /** @default 5 */
                perDay: number | null;
                /** @default null */
                total: number | null;
                /** @default 2 */
                concurrent: number | null;
                /**
                 * @description IANA time zone name
                 * @default Asia/Seoul
                 */
                zone: string;
                /** @default false */
                countFailed: boolean;
                /** @default 20 */
                failedPerDay: number | null;
            };
            accepts: {
                /** @enum {string} */
                kind: "prediction" | "code" | "container";
                maxBytes: number;
                /** @description Of a container image: what it has to be built for, e.g. linux/amd64 */
                platform: string | null;
            }[];
            /** @description Of a participant's program, for each task */
            limits: {
                /** @default 60000 */
                cpuMs: number;
                /** @default 120000 */
                wallMs: number;
                /** @default 1073741824 */
                memoryBytes: number;
                /** @default 64 */
                pids: number;
                /** @default 268435456 */
                diskBytes: number;
                /** @default 67108864 */
                outputBytes: number;
                /** @default 1048576 */
                stdoutBytes: number;
            };
            tasks: components["schemas"]["TaskView"][];
        };
        TaskView: {
            key: string;
            name: {
                ko: string;
                en: string;
            };
            /** @description Null when nobody but the scoring program understands the submissions */
            format: {
                idColumn: string;
                columns: {
                    name: string;
                    /** @enum {string} */
                    kind: "number" | "probability" | "label";
                    labels?: string[];
                    min?: number;
                    max?: number;
                }[];
                /**
                 * @default none
                 * @enum {string}
                 */
                rowRule: "none" | "rows-sum-to-one";
                /** @default 104857600 */
                maxBytes: number;
                /** @default 1073741824 */
                maxInflatedBytes: number;
            } | null;
            metrics: components["schemas"]["MetricView"][];
            rows: number;
            /** @description SHA-256, lower-case hexadecimal */
            dataSha256: string | null;
            scorer: {
                /** @enum {string} */
                kind: "builtin" | "program";
                /** @enum {string|null} */
                contract: "codabench" | "evalai" | "kaggle" | "huggingface" | "metrics-json" | null;
                /** @enum {string|null} */
                runtime: "python" | "node" | null;
            };
            /** @description The data that participants' programs read */
            input: {
                bytes: number;
                /** @description SHA-256, lower-case hexadecimal */
                sha256: string;
            } | null;
            /** @description The command of a program whose zip has no metadata.yaml */
            entry: string | null;
            /** @description The file that a program has to write; null when the scoring program decides */
            output: string | null;
        };
        BoardSummary: {
            /**
             * Format: uuid
             * @description Board id (UUIDv7)
             */
            id: string;
            key: string;
            name: {
                ko: string;
                en: string;
            };
            phaseKey: string;
            columns: {
                key: string;
                name: {
                    ko: string;
                    en: string;
                };
                /** @enum {string} */
                direction: "desc" | "asc";
                decimals: number;
                least: number | null;
                greatest: number | null;
            }[];
            /** @description The columns that ranks compare, the first one first; those that are not shown are left out */
            order: string[];
            /** @enum {string} */
            ties: "shared" | "strict";
            /** @enum {string} */
            represents: "best" | "latest";
        };
        ParticipationView: {
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            joinedAt: string | null;
            acceptedRulesVersion: string | null;
            rulesOutdated: boolean;
            team: components["schemas"]["TeamView"] | null;
        };
        TeamView: {
            /**
             * Format: uuid
             * @description Team id (UUIDv7)
             */
            id: string;
            name: string;
            /** @description ISO 3166-1 alpha-2 */
            country: string;
            affiliation: string;
            leader: boolean;
            locked: boolean;
            members: {
                name: string;
                leader: boolean;
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601 in UTC
                 */
                joinedAt: string;
            }[];
        };
        /** @description Accept the rules, named by version and hash, and enter as a team of one */
        JoinChallenge: {
            rulesVersion: string;
            /** @description SHA-256, lower-case hexadecimal */
            rulesSha256: string;
            teamName: string;
        };
        AcceptRules: {
            rulesVersion: string;
            /** @description SHA-256, lower-case hexadecimal */
            rulesSha256: string;
        };
        OrganizedChallenges: {
            items: {
                slug: string;
                title: {
                    ko: string;
                    en: string;
                };
            }[];
        };
        ChallengeSubmissions: {
            items: components["schemas"]["ChallengeSubmission"][];
            total: number;
            byState: {
                /** @enum {string} */
                state: "RECEIVED" | "VALIDATING" | "INVALID" | "QUEUED" | "RUNNING" | "SCORING" | "SCORED" | "FAILED" | "CANCELLED" | "WITHDRAWN" | "DISQUALIFIED";
                count: number;
            }[];
        };
        ChallengeSubmission: {
            /**
             * Format: uuid
             * @description Submission id (UUIDv7)
             */
            id: string;
            number: number;
            /** @description Receipt number: 11 random Crockford base32 characters and one check character (weighted sum over GF(32)), grouped by four */
            receipt: string;
            team: string;
            isBaseline: boolean;
            phase: {
                ko: string;
                en: string;
            };
            /** @enum {string} */
            state: "RECEIVED" | "VALIDATING" | "INVALID" | "QUEUED" | "RUNNING" | "SCORING" | "SCORED" | "FAILED" | "CANCELLED" | "WITHDRAWN" | "DISQUALIFIED";
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            stateAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            receivedAt: string;
            fileName: string;
            bytes: number;
            /** @enum {string|null} */
            failureClass: "TIME_LIMIT" | "MEMORY_LIMIT" | "OUTPUT_LIMIT" | "PROCESS_LIMIT" | "NONZERO_EXIT" | "MISSING_OUTPUT" | "BAD_FORMAT" | "SCORER_FAULT" | "PLATFORM_FAULT" | null;
            evaluations: {
                /**
                 * Format: uuid
                 * @description Evaluation id (UUIDv7)
                 */
                id: string;
                task: {
                    ko: string;
                    en: string;
                };
                /** @enum {string} */
                state: "RECEIVED" | "VALIDATING" | "INVALID" | "QUEUED" | "RUNNING" | "SCORING" | "SCORED" | "FAILED" | "CANCELLED";
                attempt: number;
            }[];
        };
        QueuePanel: {
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            at: string;
            rows: components["schemas"]["QueueRow"][];
            pausedAll: components["schemas"]["PauseView"] | null;
            endedLastMinute: number;
            waitMs: {
                median: number;
                p95: number;
            } | null;
            mayPauseAll: boolean;
        };
        QueueRow: {
            challenge: {
                slug: string;
                title: {
                    ko: string;
                    en: string;
                };
            } | null;
            waiting: {
                validate: number;
                evaluate: number;
            };
            running: {
                validate: number;
                evaluate: number;
            };
            unattended: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            oldestAt: string | null;
            endedLastHour: number;
            paused: components["schemas"]["PauseView"] | null;
        };
        PauseView: {
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            at: string;
            by: string | null;
            reason: string;
        };
        RunningList: {
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            at: string;
            items: components["schemas"]["RunningEvaluation"][];
            /** @description Of challenges the viewer does not organize */
            elsewhere: number;
        };
        RunningEvaluation: {
            /**
             * Format: uuid
             * @description Evaluation id (UUIDv7)
             */
            id: string;
            challenge: {
                slug: string;
                title: {
                    ko: string;
                    en: string;
                };
            };
            team: string;
            number: number;
            /** @enum {string} */
            state: "RECEIVED" | "VALIDATING" | "INVALID" | "QUEUED" | "RUNNING" | "SCORING" | "SCORED" | "FAILED" | "CANCELLED";
            attempt: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            since: string;
            worker: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            leaseUntil: string;
            lapsed: boolean;
        };
        FailureCounts: {
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            since: string;
            ended: number;
            items: components["schemas"]["FailureCount"][];
        };
        FailureCount: {
            /** @enum {string} */
            class: "TIME_LIMIT" | "MEMORY_LIMIT" | "OUTPUT_LIMIT" | "PROCESS_LIMIT" | "NONZERO_EXIT" | "MISSING_OUTPUT" | "BAD_FORMAT" | "SCORER_FAULT" | "PLATFORM_FAULT";
            count: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            latestAt: string;
            /**
             * Format: uuid
             * @description Evaluation id (UUIDv7)
             */
            latestId: string;
        };
        AuditList: {
            items: components["schemas"]["AuditView"][];
        };
        AuditView: {
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            at: string;
            by: string | null;
            /** @enum {string} */
            action: "queue.paused" | "queue.resumed" | "worker.drained" | "worker.returned" | "evaluation.requeued" | "evaluation.cancelled" | "evaluation.failed";
            reason: string;
            subject: string;
            /**
             * Format: uuid
             * @description Evaluation id (UUIDv7)
             */
            evaluationId: string | null;
        };
        QueueSamples: {
            items: components["schemas"]["QueueSample"][];
            lastSeq: number;
            keptMs: number;
        };
        QueueSample: {
            seq: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            at: string;
            validate: number;
            evaluate: number;
            running: number;
            /** @description Since the sample before */
            ended: number;
        };
        PauseQueue: {
            /** @description Null: every challenge */
            challenge: string | null;
            /** @description Why; kept in the audit trail */
            reason: string;
        };
        WorkerList: {
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            at: string;
            leaseMs: number;
            items: components["schemas"]["WorkerView"][];
            mayDrain: boolean;
        };
        WorkerView: {
            id: string;
            host: string;
            pid: number;
            /** @enum {string} */
            state: "ready" | "not-ready" | "draining" | "drained" | "lost" | "ended";
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            seenAt: string;
            slots: number;
            busy: number;
            driver: string | null;
            isolation: string | null;
            /** @enum {string|null} */
            limits: "hard" | "soft" | null;
            problems: {
                code: string;
                message: string;
                remedy: string;
            }[];
        };
        DrainWorker: {
            worker: string;
            /** @description Why; kept in the audit trail */
            reason: string;
        };
        EvaluationDetail: {
            /**
             * Format: uuid
             * @description Evaluation id (UUIDv7)
             */
            id: string;
            challenge: {
                slug: string;
                title: {
                    ko: string;
                    en: string;
                };
            };
            phase: {
                ko: string;
                en: string;
            };
            task: {
                ko: string;
                en: string;
            };
            submission: {
                /**
                 * Format: uuid
                 * @description Submission id (UUIDv7)
                 */
                id: string;
                number: number;
                /** @description Receipt number: 11 random Crockford base32 characters and one check character (weighted sum over GF(32)), grouped by four */
                receipt: string;
                team: string;
                /** @enum {string} */
                state: "RECEIVED" | "VALIDATING" | "INVALID" | "QUEUED" | "RUNNING" | "SCORING" | "SCORED" | "FAILED" | "CANCELLED" | "WITHDRAWN" | "DISQUALIFIED";
                history: {
                    /** @enum {string} */
                    state: "RECEIVED" | "VALIDATING" | "INVALID" | "QUEUED" | "RUNNING" | "SCORING" | "SCORED" | "FAILED" | "CANCELLED" | "WITHDRAWN" | "DISQUALIFIED";
                    /**
                     * Format: date-time
                     * @description Instant, ISO 8601 in UTC
                     */
                    at: string;
                }[];
                fileName: string;
                bytes: number;
                /** @description SHA-256, lower-case hexadecimal */
                sha256: string;
            };
            current: boolean;
            /** @enum {string} */
            state: "RECEIVED" | "VALIDATING" | "INVALID" | "QUEUED" | "RUNNING" | "SCORING" | "SCORED" | "FAILED" | "CANCELLED";
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            stateAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            startedAt: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            endedAt: string | null;
            attempt: number;
            lapses: number;
            lease: {
                worker: string | null;
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601 in UTC
                 */
                until: string;
            } | null;
            attempts: components["schemas"]["AttemptView"][];
            others: {
                /**
                 * Format: uuid
                 * @description Evaluation id (UUIDv7)
                 */
                id: string;
                /** @enum {string} */
                state: "RECEIVED" | "VALIDATING" | "INVALID" | "QUEUED" | "RUNNING" | "SCORING" | "SCORED" | "FAILED" | "CANCELLED";
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601 in UTC
                 */
                createdAt: string;
                current: boolean;
            }[];
            failure: {
                /** @enum {string} */
                class: "TIME_LIMIT" | "MEMORY_LIMIT" | "OUTPUT_LIMIT" | "PROCESS_LIMIT" | "NONZERO_EXIT" | "MISSING_OUTPUT" | "BAD_FORMAT" | "SCORER_FAULT" | "PLATFORM_FAULT";
                detail: string;
                reference: string;
                message: string | null;
                facts: components["schemas"]["FailureFacts"] | null;
            } | null;
            record: components["schemas"]["StoredRecord"] | null;
            logs: {
                /** @enum {string} */
                name: "program.stdout" | "program.stderr" | "ingestion.stdout" | "ingestion.stderr" | "scorer.stdout" | "scorer.stderr";
                bytes: number;
            }[];
            /** @description Public scores only */
            scores: {
                key: string;
                value: number;
            }[];
            actions: ("requeue" | "cancel" | "fail")[];
            audit: components["schemas"]["AuditView"][];
        };
        AttemptView: {
            attempt: number;
            /** @enum {string} */
            stage: "validate" | "evaluate";
            worker: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            endedAt: string | null;
            /** @enum {string|null} */
            outcome: "passed" | "scored" | "invalid" | "failed" | "gave-back" | "left" | "lapsed" | "taken-away" | "requeued" | "cancelled" | null;
            detail: string | null;
        };
        FailureFacts: {
            /** @description A reason of shared/src/scoring/outcome.ts, whose words `fields` fill */
            code: string | null;
            fields: {
                [key: string]: string | number;
            };
            finding: components["schemas"]["ProblemFinding"] | null;
        };
        ProblemFinding: {
            code: string;
            /** @enum {string} */
            severity: "error" | "warning";
            line: number | null;
            column: number | null;
            columnName: string | null;
            value: string | null;
            hint: string | null;
            expected: string | null;
        };
        /** @description C-13 */
        StoredRecord: {
            /** @description SHA-256, lower-case hexadecimal */
            artifactSha256: string;
            scorer: string;
            /** @description SHA-256, lower-case hexadecimal */
            scorerSha256: string;
            runtime: string;
            /** @description SHA-256, lower-case hexadecimal */
            dataSha256: string | null;
            limits: {
                wallMs: number;
                memoryBytes: number;
            };
            seed: number | null;
            /** @description Machine, process and number of the worker */
            worker: string;
            isolation: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            endedAt: string;
            cpuMs: number;
            peakBytes: number;
            /** @description SHA-256, lower-case hexadecimal */
            inputSha256?: string | null;
            /** @description SHA-256, lower-case hexadecimal */
            predictionSha256?: string | null;
            image?: components["schemas"]["RunImage"];
            sandbox?: components["schemas"]["RunSandbox"];
            packages?: {
                [key: string]: string;
            };
            uses?: components["schemas"]["RunUse"][];
        };
        RunImage: {
            /** @description Of its configuration: what Docker calls the id of the image */
            configSha256: string;
            /** @description Of its manifest: what registries call its digest; null where the archive has none */
            manifestSha256: string | null;
        };
        RunSandbox: {
            driver: string;
            version: string;
            profileSha256: string;
        };
        RunUse: {
            /** @enum {string} */
            step: "program" | "ingestion" | "scorer";
            cpuMs: number;
            wallMs: number;
            peakBytes: number;
            pidsPeak: number;
            exitCode: number | null;
            contended: boolean;
            limits: {
                /** @default 60000 */
                cpuMs: number;
                /** @default 120000 */
                wallMs: number;
                /** @default 1073741824 */
                memoryBytes: number;
                /** @default 64 */
                pids: number;
                /** @default 268435456 */
                diskBytes: number;
                /** @default 67108864 */
                outputBytes: number;
                /** @default 1048576 */
                stdoutBytes: number;
            };
        };
        ActOnEvaluation: {
            /** @description The attempt that the viewer saw; another one is refused */
            attempt: number;
            /** @description Why; kept in the audit trail */
            reason: string;
        };
        FailEvaluation: {
            /** @description The attempt that the viewer saw; another one is refused */
            attempt: number;
            /** @description Why; kept in the audit trail */
            reason: string;
            /** @enum {string} */
            class: "TIME_LIMIT" | "MEMORY_LIMIT" | "OUTPUT_LIMIT" | "PROCESS_LIMIT" | "NONZERO_EXIT" | "MISSING_OUTPUT" | "BAD_FORMAT" | "SCORER_FAULT" | "PLATFORM_FAULT";
            /** @description Told to the team */
            message: string;
        };
        CreateSubmission: {
            uploadId: string;
            /** @description SHA-256, lower-case hexadecimal */
            sha256: string;
            note?: string;
        };
        SubmissionView: {
            /**
             * Format: uuid
             * @description Submission id (UUIDv7)
             */
            id: string;
            /** @description Counts the team's submissions in this phase from 1 */
            number: number;
            /** @description Receipt number: 11 random Crockford base32 characters and one check character (weighted sum over GF(32)), grouped by four */
            receipt: string;
            /**
             * Format: uuid
             * @description Phase id (UUIDv7)
             */
            phaseId: string;
            challengeSlug: string;
            /** @enum {string} */
            kind: "prediction" | "code" | "container";
            /** @enum {string} */
            state: "RECEIVED" | "VALIDATING" | "INVALID" | "QUEUED" | "RUNNING" | "SCORING" | "SCORED" | "FAILED" | "CANCELLED" | "WITHDRAWN" | "DISQUALIFIED";
            history: {
                /** @enum {string} */
                state: "RECEIVED" | "VALIDATING" | "INVALID" | "QUEUED" | "RUNNING" | "SCORING" | "SCORED" | "FAILED" | "CANCELLED" | "WITHDRAWN" | "DISQUALIFIED";
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601 in UTC
                 */
                at: string;
            }[];
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            receivedAt: string;
            submittedBy: string;
            fileName: string;
            bytes: number;
            /** @description SHA-256, lower-case hexadecimal */
            sha256: string;
            note: string;
            findings: {
                first: components["schemas"]["ProblemFinding"][];
                total: number;
                rows: number | null;
            } | null;
            failure: components["schemas"]["FailureView"] | null;
            scores: components["schemas"]["MetricScore"][];
            rankChange: components["schemas"]["RankChange"] | null;
            bestBefore: number | null;
            evaluations: components["schemas"]["EvaluationView"][];
            queue: components["schemas"]["QueueView"] | null;
            quota: components["schemas"]["QuotaView"];
        };
        FailureView: {
            /** @enum {string} */
            class: "TIME_LIMIT" | "MEMORY_LIMIT" | "OUTPUT_LIMIT" | "PROCESS_LIMIT" | "NONZERO_EXIT" | "MISSING_OUTPUT" | "BAD_FORMAT" | "SCORER_FAULT" | "PLATFORM_FAULT";
            /** @enum {string} */
            side: "participant" | "platform";
            counted: boolean;
            reference: string | null;
            facts: components["schemas"]["FailureFacts"] | null;
            message: string | null;
        };
        /** @description A public score */
        MetricScore: {
            key: string;
            name: {
                ko: string;
                en: string;
            };
            value: number | null;
            decimals: number;
            /** @enum {string} */
            direction: "desc" | "asc";
        };
        RankChange: {
            before: number | null;
            after: number | null;
            teams: number;
        };
        EvaluationView: {
            /**
             * Format: uuid
             * @description Evaluation id (UUIDv7)
             */
            id: string;
            taskKey: string;
            taskName: {
                ko: string;
                en: string;
            };
            /** @enum {string} */
            state: "RECEIVED" | "VALIDATING" | "INVALID" | "QUEUED" | "RUNNING" | "SCORING" | "SCORED" | "FAILED" | "CANCELLED";
            attempt: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            stateAt: string;
            failure: components["schemas"]["FailureView"] | null;
            record: components["schemas"]["ReproducibilityRecord"] | null;
            logs: {
                /** @enum {string} */
                name: "program.stdout" | "program.stderr" | "ingestion.stdout" | "ingestion.stderr" | "scorer.stdout" | "scorer.stderr";
                bytes: number;
            }[];
        };
        /** @description C-13 */
        ReproducibilityRecord: {
            /** @description SHA-256, lower-case hexadecimal */
            artifactSha256: string;
            scorer: string;
            /** @description SHA-256, lower-case hexadecimal */
            scorerSha256: string;
            runtime: string;
            /** @description SHA-256, lower-case hexadecimal */
            dataSha256: string | null;
            limits: {
                wallMs: number;
                memoryBytes: number;
            };
            seed: number | null;
            /** @description Opaque: tells workers apart, and nothing of their machines */
            worker: string;
            isolation: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            endedAt: string;
            cpuMs: number;
            peakBytes: number;
            /** @description SHA-256, lower-case hexadecimal */
            inputSha256?: string | null;
            /** @description SHA-256, lower-case hexadecimal */
            predictionSha256?: string | null;
            image?: components["schemas"]["RunImage"];
            sandbox?: components["schemas"]["RunSandbox"];
            packages?: {
                [key: string]: string;
            };
            uses?: components["schemas"]["RunUse"][];
        };
        QueueView: {
            position: number;
            waiting: number;
            running: number;
            slots: number;
            estimateMs: {
                low: number;
                high: number;
            } | null;
            paused: boolean;
            unattended: ("prediction" | "code" | "container")[];
            slow: boolean;
        };
        QuotaView: {
            remaining: number;
            today: {
                used: number;
                limit: number | null;
                remaining: number | null;
            };
            total: {
                used: number;
                limit: number | null;
                remaining: number | null;
            };
            concurrent: {
                used: number;
                limit: number | null;
                remaining: number | null;
            };
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            resetsAt: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            dayEndsAt: string;
            zone: string;
            countFailed: boolean;
            /** @enum {string|null} */
            boundBy: "perDay" | "total" | "concurrent" | "failedPerDay" | null;
        };
        SubmissionList: {
            items: components["schemas"]["SubmissionRow"][];
            total: number;
            quota: components["schemas"]["QuotaView"];
        };
        SubmissionRow: {
            /**
             * Format: uuid
             * @description Submission id (UUIDv7)
             */
            id: string;
            /** @description Counts the team's submissions in this phase from 1 */
            number: number;
            /** @description Receipt number: 11 random Crockford base32 characters and one check character (weighted sum over GF(32)), grouped by four */
            receipt: string;
            /**
             * Format: uuid
             * @description Phase id (UUIDv7)
             */
            phaseId: string;
            challengeSlug: string;
            /** @enum {string} */
            kind: "prediction" | "code" | "container";
            /** @enum {string} */
            state: "RECEIVED" | "VALIDATING" | "INVALID" | "QUEUED" | "RUNNING" | "SCORING" | "SCORED" | "FAILED" | "CANCELLED" | "WITHDRAWN" | "DISQUALIFIED";
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            receivedAt: string;
            submittedBy: string;
            fileName: string;
            bytes: number;
            /** @description SHA-256, lower-case hexadecimal */
            sha256: string;
            note: string;
            failure: components["schemas"]["FailureView"] | null;
            scores: components["schemas"]["MetricScore"][];
            rankChange: components["schemas"]["RankChange"] | null;
            bestBefore: number | null;
        };
        SubmissionLog: {
            lines: components["schemas"]["LogLine"][];
            lastSeq: number;
        };
        LogLine: {
            seq: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            at: string;
            kind: string;
            data: {
                [key: string]: string | number | (null);
            };
        };
        UpdateSubmission: {
            note: string;
        };
        ReceiptView: {
            /** @description Receipt number: 11 random Crockford base32 characters and one check character (weighted sum over GF(32)), grouped by four */
            receipt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            receivedAt: string;
            /** @description SHA-256, lower-case hexadecimal */
            sha256: string;
            bytes: number;
            challenge: {
                slug: string;
                title: {
                    ko: string;
                    en: string;
                };
            };
            phase: {
                ko: string;
                en: string;
            };
            team: string;
            /** @enum {string} */
            state: "RECEIVED" | "VALIDATING" | "INVALID" | "QUEUED" | "RUNNING" | "SCORING" | "SCORED" | "FAILED" | "CANCELLED" | "WITHDRAWN" | "DISQUALIFIED";
            scores: components["schemas"]["MetricScore"][];
            evaluations: {
                taskName: {
                    ko: string;
                    en: string;
                };
                record: components["schemas"]["ReproducibilityRecord"] | null;
            }[];
            privateHidden: boolean;
        };
        BoardWindow: {
            /**
             * Format: uuid
             * @description Board id (UUIDv7)
             */
            boardId: string;
            version: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            at: string;
            total: number;
            teams: number;
            offset: number;
            rows: components["schemas"]["BoardRow"][];
            spread: {
                best: number;
                worst: number;
            } | null;
            countries: {
                /** @description ISO 3166-1 alpha-2 */
                country: string;
                teams: number;
            }[];
        };
        BoardRow: {
            index: number;
            rank: number | null;
            tied: boolean;
            rankBefore: number | null;
            /**
             * Format: uuid
             * @description Team id (UUIDv7)
             */
            teamId: string | null;
            team: string;
            baselineName: {
                ko: string;
                en: string;
            } | null;
            /** @description ISO 3166-1 alpha-2 */
            country: string | null;
            affiliation: string;
            scores: (number | null)[];
            trend: number[];
            submissions: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            lastAt: string;
        };
        OwnStanding: {
            version: number;
            row: components["schemas"]["BoardRow"] | null;
            rankWithout?: number | null;
        };
        BoardChange: {
            version: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            at: string;
            /**
             * Format: uuid
             * @description Team id (UUIDv7)
             */
            teamId: string;
            team: string;
            rank: number | null;
            rankBefore: number | null;
            score: number | null;
        };
        ImportList: {
            items: components["schemas"]["ImportSummary"][];
            /** @description Of an archive */
            maxBytes: number;
            keptHours: number;
        };
        ImportSummary: {
            /**
             * Format: uuid
             * @description Import id (UUIDv7)
             */
            id: string;
            fileName: string;
            bytes: number;
            /** @description SHA-256, lower-case hexadecimal */
            sha256: string;
            /** @enum {string} */
            state: "uploaded" | "reading" | "read" | "refused" | "failed" | "created";
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            stateAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            expiresAt: string;
            /** @enum {string|null} */
            format: "codabench" | "codalab" | "evalai" | "huggingface" | "grand-challenge" | null;
            version: string;
            title: string;
            errors: number;
            warnings: number;
            /** @enum {string} */
            dryRun: "none" | "queued" | "running" | "passed" | "failed";
            challenge: {
                slug: string;
                isDraft: boolean;
            } | null;
        };
        CreateImport: {
            uploadId: string;
            /** @description What the client sent; another hash is refused */
            sha256?: string;
        };
        ImportView: {
            /**
             * Format: uuid
             * @description Import id (UUIDv7)
             */
            id: string;
            fileName: string;
            bytes: number;
            /** @description SHA-256, lower-case hexadecimal */
            sha256: string;
            /** @enum {string} */
            state: "uploaded" | "reading" | "read" | "refused" | "failed" | "created";
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            stateAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            expiresAt: string;
            /** @enum {string|null} */
            format: "codabench" | "codalab" | "evalai" | "huggingface" | "grand-challenge" | null;
            version: string;
            title: string;
            errors: number;
            warnings: number;
            challenge: {
                slug: string;
                isDraft: boolean;
            } | null;
            findings: components["schemas"]["ImportFinding"][];
            outline: components["schemas"]["ChallengeOutline"] | null;
            gaps: components["schemas"]["DraftGapView"][];
            suggestedSlug: string | null;
            dryRun: components["schemas"]["DryRun"];
            lastSeq: number;
        };
        ImportFinding: {
            /** @enum {string} */
            severity: "error" | "warning";
            /** @description Closed list: docs/bundles.md */
            code: string;
            /** @description In the archive; null when it is about the archive, or about the challenge that is made of it */
            file: string | null;
            line: number | null;
            column: number | null;
            /** @description `phases[0].end`; empty for the whole */
            path: string;
            message: {
                ko: string;
                en: string;
            };
            hint: {
                ko: string;
                en: string;
            } | null;
        };
        ChallengeOutline: {
            title: {
                ko: string;
                en: string;
            };
            summary: {
                ko: string;
                en: string;
            };
            slug: string;
            phases: {
                key: string;
                name: {
                    ko: string;
                    en: string;
                };
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601 in UTC
                 */
                opensAt: string;
                /**
                 * Format: date-time
                 * @description Instant, ISO 8601 in UTC
                 */
                closesAt: string | null;
                perDay: number | null;
                total: number | null;
                accepts: ("prediction" | "code" | "container")[];
                tasks: string[];
            }[];
            tasks: {
                key: string;
                name: {
                    ko: string;
                    en: string;
                };
                /** @description `builtin`, or the contract of the scoring program */
                scorer: string;
                metrics: {
                    key: string;
                    /**
                     * @description Null: that of the metric
                     * @enum {string|null}
                     */
                    direction: "desc" | "asc" | null;
                }[];
                hasReference: boolean;
                hasInput: boolean;
                hasIngestion: boolean;
            }[];
            boards: {
                key: string;
                name: {
                    ko: string;
                    en: string;
                };
                phase: string;
                columns: string[];
                order: string[];
            }[];
            baselines: {
                name: {
                    ko: string;
                    en: string;
                };
                phase: string;
                /** @enum {string} */
                kind: "prediction" | "code" | "container";
            }[];
            data: {
                key: string;
                name: {
                    ko: string;
                    en: string;
                };
                bytes: number;
                licence: string;
                /** @enum {string} */
                access: "open" | "participants";
            }[];
        };
        DraftGapView: {
            /** @enum {string} */
            code: "field" | "rules" | "licence" | "source" | "translation" | "over";
            path: string;
            required: boolean;
        };
        DryRun: {
            /** @enum {string} */
            state: "none" | "queued" | "running" | "passed" | "failed";
            solutions: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            startedAt: string | null;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            endedAt: string | null;
            problem: {
                ko: string;
                en: string;
            } | null;
            results: components["schemas"]["DryRunSolution"][];
        };
        DryRunSolution: {
            index: number;
            name: string;
            /** @enum {string} */
            status: "SCORED" | "FAILED";
            problem: {
                ko: string;
                en: string;
            } | null;
            tasks: components["schemas"]["DryRunTask"][];
        };
        DryRunTask: {
            index: number;
            name: string;
            /** @enum {string} */
            status: "SCORED" | "FAILED";
            scores: {
                split: string | null;
                key: string;
                value: number;
                isComputed: boolean;
            }[];
            /** @description Numbers that the scorer gave and no column asks for */
            ignored: string[];
            wallMs: number;
            peakBytes: number;
            failure: {
                /** @enum {string} */
                class: "TIME_LIMIT" | "MEMORY_LIMIT" | "OUTPUT_LIMIT" | "PROCESS_LIMIT" | "NONZERO_EXIT" | "MISSING_OUTPUT" | "BAD_FORMAT" | "SCORER_FAULT" | "PLATFORM_FAULT";
                message: {
                    ko: string;
                    en: string;
                };
                detail: string | null;
            } | null;
            warnings: {
                ko: string;
                en: string;
            }[];
            logs: {
                name: string;
                bytes: number;
                tail: string;
            }[];
        };
        ImportNews: {
            seq: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            at: string;
            /** @enum {string} */
            state: "uploaded" | "reading" | "read" | "refused" | "failed" | "created";
            /** @enum {string} */
            dryRun: "none" | "queued" | "running" | "passed" | "failed";
        };
        CreateDraft: {
            slug: string;
        };
        DraftList: {
            items: components["schemas"]["DraftSummary"][];
        };
        DraftSummary: {
            slug: string;
            title: {
                ko: string;
                en: string;
            };
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            createdAt: string;
            /** @description What is required and not written yet */
            missing: number;
        };
        DraftView: {
            slug: string;
            title: {
                ko: string;
                en: string;
            };
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 in UTC
             */
            publishedAt: string | null;
            /** @description SHA-256, lower-case hexadecimal */
            definitionSha256: string;
            text: string;
            outline: components["schemas"]["ChallengeOutline"];
            gaps: components["schemas"]["DraftGapView"][];
        };
        RewriteDraft: {
            text: string;
            /** @description Of the definition that was changed; another one is refused */
            definitionSha256: string;
        };
        PublishDraft: {
            /** @description The address once more */
            confirm: string;
            /** @description Of the definition that was seen; another one is refused */
            definitionSha256: string;
        };
        ExportReport: {
            /** @enum {string} */
            format: "challenge" | "codabench";
            isPossible: boolean;
            findings: components["schemas"]["ImportFinding"][];
        };
        Problem: {
            /** @description Address of the page about the code */
            type: string;
            /** @enum {string} */
            code: "invalid" | "unauthenticated" | "wrong-credentials" | "forbidden" | "cross-site-request" | "not-found" | "email-taken" | "already-joined" | "not-joined" | "rules-outdated" | "rules-changed" | "team-name-taken" | "team-name-invalid" | "team-locked" | "phase-not-open" | "phase-closed" | "kind-not-accepted" | "quota-exhausted" | "upload-incomplete" | "upload-hash-mismatch" | "upload-too-large" | "too-many-uploads" | "upload-not-yours" | "storage-full" | "file-refused" | "not-cancellable" | "not-withdrawable" | "queue-state" | "worker-state" | "evaluation-state" | "evaluation-moved" | "import-state" | "too-many-imports" | "nothing-to-run" | "slug-taken" | "draft-invalid" | "draft-incomplete" | "draft-moved" | "draft-published" | "answers-published" | "export-impossible" | "idempotency-conflict" | "limited" | "unavailable" | "fault";
            status: number;
            /** @description In the language of the request */
            title: string;
            /** @description In the language of the request */
            detail: string;
            /** @description Names the request, for support */
            instance?: string;
        } & {
            [key: string]: unknown;
        };
    };
    responses: {
        /** @description What went wrong; each code has fields of its own */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Operations_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Operations_contract: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Operations_prometheus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ParkedJobs_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedJobs"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ParkedJobs_rerun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RerunParkedJobs"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RerunCount"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Accounts_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAccount"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Accounts_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Accounts_signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Accounts_signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    Challenges_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Challenges_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Challenges_ownParticipation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParticipationView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Challenges_acceptRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptRules"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParticipationView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Challenges_join: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again are answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinChallenge"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParticipationView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Challenges_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Logs_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Evaluation id (UUIDv7) */
                id: string;
                name: "program.stdout" | "program.stderr" | "ingestion.stdout" | "ingestion.stderr" | "scorer.stdout" | "scorer.stderr";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_challenges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizedChallenges"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_list: {
        parameters: {
            query?: {
                offset?: number;
                state?: "RECEIVED" | "VALIDATING" | "INVALID" | "QUEUED" | "RUNNING" | "SCORING" | "SCORED" | "FAILED" | "CANCELLED" | "WITHDRAWN" | "DISQUALIFIED";
                class?: "TIME_LIMIT" | "MEMORY_LIMIT" | "OUTPUT_LIMIT" | "PROCESS_LIMIT" | "NONZERO_EXIT" | "MISSING_OUTPUT" | "BAD_FORMAT" | "SCORER_FAULT" | "PLATFORM_FAULT";
                q?: string;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeSubmissions"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_panel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuePanel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_running: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunningList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_failures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureCounts"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_done: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_samples: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueSamples"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["QueueSample"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_pause: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PauseQueue"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuePanel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_resume: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PauseQueue"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuePanel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_workerList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkerList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_drain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DrainWorker"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkerList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_takeBack: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DrainWorker"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkerList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_detail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Evaluation id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_requeue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Evaluation id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActOnEvaluation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Evaluation id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActOnEvaluation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Organize_fail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Evaluation id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FailEvaluation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Submissions_list: {
        parameters: {
            query?: {
                offset?: number;
            };
            header?: never;
            path: {
                /** @description Phase id (UUIDv7) */
                phaseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Submissions_submit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again are answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Phase id (UUIDv7) */
                phaseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSubmission"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Submissions_quota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Phase id (UUIDv7) */
                phaseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Submissions_newcomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Phase id (UUIDv7) */
                phaseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Submissions_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Submission id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Submissions_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Submission id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSubmission"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Submissions_log: {
        parameters: {
            query?: {
                after?: number;
            };
            header?: never;
            path: {
                /** @description Submission id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionLog"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Submissions_live: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Submission id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Submissions_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Submission id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Submissions_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Submission id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Submissions_receipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                receipt: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Uploads_create: {
        parameters: {
            query?: never;
            header: {
                /** @description 1.0.0 */
                "Tus-Resumable": string;
                /** @description Bytes of the whole file */
                "Upload-Length": string;
                /** @description `filename`, `phase` (the id) and `kind` (prediction, code or container; prediction without it), or `purpose` (import) instead of the two last, each with its value in base64 */
                "Upload-Metadata": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    /** @description Address of the upload */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    Uploads_abilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    /** @description 1.0.0 */
                    "Tus-Version"?: string;
                    /** @description What may be used beside the core, with commas */
                    "Tus-Extension"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    Uploads_discard: {
        parameters: {
            query?: never;
            header: {
                /** @description 1.0.0 */
                "Tus-Resumable": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    Uploads_offset: {
        parameters: {
            query?: never;
            header: {
                /** @description 1.0.0 */
                "Tus-Resumable": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description Bytes received */
                    "Upload-Offset"?: string;
                    /** @description Bytes of the whole file */
                    "Upload-Length"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    Uploads_append: {
        parameters: {
            query?: never;
            header: {
                /** @description 1.0.0 */
                "Tus-Resumable": string;
                /** @description Where these bytes begin */
                "Upload-Offset": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            204: {
                headers: {
                    /** @description Bytes received */
                    "Upload-Offset"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    Boards_rows: {
        parameters: {
            query?: {
                offset?: number;
                limit?: number;
                q?: string;
                /** @description ISO 3166-1 alpha-2 */
                country?: string;
                since?: number;
            };
            header?: never;
            path: {
                /** @description Board id (UUIDv7) */
                boardId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardWindow"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Boards_standing: {
        parameters: {
            query?: {
                since?: number;
                /** @description Submission id (UUIDv7) */
                without?: string;
            };
            header?: never;
            path: {
                /** @description Board id (UUIDv7) */
                boardId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnStanding"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Boards_events: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Board id (UUIDv7) */
                boardId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["BoardChange"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Imports_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Imports_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateImport"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Imports_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Import id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Imports_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Import id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    Imports_live: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Import id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["ImportNews"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Imports_readAgain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Import id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Imports_dryRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Import id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Imports_log: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Import id (UUIDv7) */
                id: string;
                solution: number;
                task: number;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Imports_createDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Import id (UUIDv7) */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDraft"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Drafts_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Drafts_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Drafts_rewrite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewriteDraft"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Drafts_publish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishDraft"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Drafts_report: {
        parameters: {
            query?: {
                format?: "challenge" | "codabench";
                /** @description Of the texts; Codabench knows one language */
                lang?: "ko" | "en";
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    Drafts_export: {
        parameters: {
            query?: {
                format?: "challenge" | "codabench";
                /** @description Of the texts; Codabench knows one language */
                lang?: "ko" | "en";
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
