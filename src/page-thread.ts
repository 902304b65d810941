import { parentPort, workerData } from "node:worker_threads";
import type { HttpBindings } from "@hono/node-server";
import { openDatabase } from "../db/open.ts";
import { createApp } from "./app.tsx";
import { type Config, databaseOf } from "./config.ts";
import { openFileStore } from "./ground/files/open-file-store.ts";
import { openKeys } from "./ground/keys.ts";
import { openLog } from "./ground/log.ts";
import { MISDIRECTED, onlyMainThread, readsPages } from "./ground/threads/main-thread.ts";
import { readMailSettings } from "./office/notices/mail-settings.ts";
import { readSignInParts } from "./people/session/read-sign-in-parts.ts";
import { END, type PageAnswer, type PageNews, type PageOrder } from "./running/page-thread/orders.ts";

/** The second thread of `running/page-thread`: the same application over connections of its own. The server has migrated and checked. */
const config = workerData as Config;
const tell = (news: PageNews, handed: ArrayBuffer[] = []) => parentPort!.postMessage(news, handed);

readsPages();
const database = openDatabase(databaseOf(config));
const app = createApp({
	database,
	files: openFileStore(config.dataDir, config.files),
	keys: openKeys(config),
	clock: () => new Date(),
	config,
	log: openLog(),
	signIn: readSignInParts(config),
	mail: readMailSettings(config),
	metrics: { observe: (observed) => tell({ observed }) },
	draining: () => {
		onlyMainThread();
		return false;
	},
});

async function answer(order: PageOrder): Promise<void> {
	// a request that cannot be made anew here (an address with a name and password in it) ends no thread: the first one answers it
	const page = await pageOf(order).catch(() => null);
	tell({ id: order.id, page }, page ? [page.body] : []);
}

async function pageOf({ url, headers, address }: PageOrder): Promise<PageAnswer | null> {
	const env = { incoming: { socket: { remoteAddress: address } } } as HttpBindings;
	const response = await app.request(url, { headers }, env);
	const { status } = response;
	return status === MISDIRECTED ? null : { status, headers: [...response.headers], body: await response.arrayBuffer() };
}

const under_way = new Set<Promise<void>>();
parentPort!.on("message", (order: PageOrder | typeof END) => {
	if (order === END) return void Promise.all(under_way).then(() => database.close().then(() => process.exit(0)));
	const answering = answer(order).finally(() => under_way.delete(answering));
	under_way.add(answering);
});
tell({ ready: true });
