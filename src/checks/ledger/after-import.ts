import type { Context } from "../../ground/write/context.ts";

type Follower = (ctx: Context, fileId: string) => void;

let follower: Follower | undefined;

/** What a running server does when a file has been stored; without a server (tests, the command line) nothing follows. */
export function followImports(follow: Follower): void {
	follower = follow;
}

/** Told by the import when its transaction has committed. Returns at once: nobody waits for what follows. */
export function fileImported(ctx: Context, fileId: string): void {
	follower?.(ctx, fileId);
}
