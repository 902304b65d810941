import { takeOrders } from "../../ground/threads/take-orders.ts";
import type { Paper } from "./paper.ts";
import { toWord } from "./word.ts";

takeOrders(async (paper: Paper) => Uint8Array.from(await toWord(paper)));
