import { createMiddleware } from "hono/factory";
import { NotFound } from "../errors.ts";
import type { AppEnv } from "./env.ts";

/**
 * No text that is stored holds NUL, and PostgreSQL refuses even to compare with one: an address with it names nothing that is here,
 * whichever part of it a route reads. The fields of forms say so in their own words (`fields.ts`).
 */
export const storable = createMiddleware<AppEnv>(async (c, next) => {
	if (c.req.url.includes("%00")) throw new NotFound("an address with NUL");
	return next();
});
