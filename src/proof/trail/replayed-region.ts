import {
	listRegionAnswersToldOf,
	listRegionWithdrawalsToldOf,
	listRegionWordingsToldOf,
} from "../../../db/queries/proof/trail-replay.ts";
import { sha256 } from "../../ground/canonical.ts";
import { add, type ReplayedKind } from "./replayed-kind.ts";

/** What the region sends to all boards: each wording, that it was taken back, and each answer. */
export const regionItems: ReplayedKind = {
	object: "region_item",
	noun: "Det regiongemensamma",
	types: ["region_item.pushed", "region_item.reworded", "region_item.withdrawn", "region_item.answered"],
	tell(told, { type, data }) {
		const { wording, digest, status } = data;
		if (type === "region_item.pushed" || type === "region_item.reworded")
			add(told, `lydelse ${wording}`, { title: data.title, digest });
		if (type === "region_item.withdrawn") add(told, "återkallelse", { reason: data.reason });
		if (type === "region_item.answered")
			add(told, `svar ${data.period_id} ${data.edition}`, { wording, status, digest });
	},
	rows: async (db, range) => [
		...(await listRegionWordingsToldOf(db, range)).map(({ object_id, number, title, text }) => ({
			object_id,
			key: `lydelse ${number}`,
			name: `${title}, version ${number}`,
			facts: { title, digest: sha256(text) },
		})),
		...(await listRegionWithdrawalsToldOf(db, range)).map(({ object_id, title, reason }) => ({
			object_id,
			key: "återkallelse",
			name: `${title}, återkallelsen`,
			facts: { reason },
		})),
		...(await listRegionAnswersToldOf(db, range)).map(({ object_id, period_id, edition, board, answer, ...facts }) => ({
			object_id,
			key: `svar ${period_id} ${edition}`,
			name: `svar av ${board}`,
			facts: { ...facts, digest: sha256(answer) },
		})),
	],
};
