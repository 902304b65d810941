import type { FrameRule } from "../../../../db/queries/checks/populations-rules.ts";
import { RULE_KINDS, type RuleKind } from "../../../../db/schema/checks/populations.ts";
import type { PurchaseItem } from "../../../ground/reading/vouchers.ts";

interface Account {
	account: string;
	text: string;
}

/** Costs that are no purchases, by account number and by the account's own name. */
interface CostKind {
	name: string;
	isOf(account: Account): boolean;
}

const SALARY_NAME =
	/(?<!\p{L})(?:lön|löner|lönekostnad\p{L}*|arvoden?|semesterlön\p{L}*|sociala avgifter|arbetsgivaravgift\p{L}*|pensionskostnad\p{L}*)(?!\p{L})/iu;
const DEPRECIATION_NAME = /(?<!\p{L})(?:avskrivning|nedskrivning)\p{L}*/iu;
/** BAS has four digits. In L-Bas, which has five, the same numbers are other costs, so the name decides where there is one. */
const BAS = /^\d{4}$/;
const SALARY_L_BAS = /^50\d{3,}$/;
const DEPRECIATION_L_BAS = /^79\d{3,}$/;

const DEFAULTS: readonly CostKind[] = [
	{
		name: "Löner och sociala kostnader",
		isOf: ({ account, text }) =>
			SALARY_NAME.test(text) ||
			(BAS.test(account) && /^7[0-6]/.test(account)) ||
			(text === "" && SALARY_L_BAS.test(account)),
	},
	{
		name: "Av- och nedskrivningar",
		isOf: ({ account, text }) =>
			DEPRECIATION_NAME.test(text) ||
			(BAS.test(account) && /^7[78]/.test(account)) ||
			(text === "" && DEPRECIATION_L_BAS.test(account)),
	},
];

/** What a frame leaves out of all costs, in words. */
export const DEFAULT_NAMES = DEFAULTS.map((kind) => kind.name);

/**
 * Why an item is no purchase of the control, or null. By account it is out only when all its lines are: a voucher with a purchase
 * among them counts with its whole amount. What a control has decided goes before what is out of itself: a series, a supplier or a
 * kind of document that is in takes its items in whatever their accounts are.
 */
export function outsideFrame(rules: readonly FrameRule[]): (item: PurchaseItem) => string | null {
	const found = new Map<string, string | null>();
	let last: (Account & { why: string | null }) | undefined;
	const hasOwn = rules.some((rule) => rule.kind !== "account");
	const byAccount = ({ account, text }: Account): string | null => {
		// most rows have the account of the row before
		if (last?.account !== account || last.text !== text) last = { account, text, why: judged({ account, text }) };
		return last.why;
	};
	const judged = (account: Account): string | null => {
		const key = `${account.account} ${account.text}`;
		const known = found.get(key);
		if (known !== undefined) return known;
		const rule = ruleFor(rules, "account", [account.account]);
		const kind = DEFAULTS.find((one) => one.isOf(account))?.name ?? null;
		const ruled = rule?.effect === "out" ? ruleText(rule) : null;
		const why = rule ? ruled : kind;
		found.set(key, why);
		return why;
	};
	return ({ series, description, accounts, document_kind }) => {
		if (hasOwn) {
			const suppliers = [description.supplier_no, description.org_no, description.supplier_name];
			const own = [
				ruleFor(rules, "series", [series]),
				ruleFor(rules, "supplier", suppliers),
				ruleFor(rules, "document_kind", [document_kind]),
			].flatMap((rule) => rule ?? []);
			const out = own.find((rule) => rule.effect === "out");
			if (out) return ruleText(out);
			if (own.length > 0) return null;
		}
		const why = accounts.map(byAccount);
		return why.every((one) => one !== null) ? (why[0] ?? null) : null;
	};
}

/** "Konto 70*" */
export function ruleText({ kind, pattern }: Pick<FrameRule, "kind" | "pattern">): string {
	return `${RULE_KINDS[kind]} ${pattern}`;
}

/** The rule that is about one of the texts, the longest pattern first. */
function ruleFor(
	rules: readonly FrameRule[],
	kind: RuleKind,
	texts: readonly (string | null)[],
): FrameRule | undefined {
	let best: FrameRule | undefined;
	for (const rule of rules) {
		if (rule.kind !== kind || !texts.some((text) => text !== null && matches(rule.pattern, text))) continue;
		if (!best || rule.pattern.length > best.pattern.length) best = rule;
	}
	return best;
}

function matches(pattern: string, text: string): boolean {
	const [wanted, given] = [pattern, text].map((one) => one.trim().toLocaleLowerCase("sv")) as [string, string];
	return wanted.endsWith("*") ? given.startsWith(wanted.slice(0, -1)) : given === wanted;
}
