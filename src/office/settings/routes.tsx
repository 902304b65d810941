import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { listSettings, settingOn } from "../../../db/queries/office/settings.ts";
import { SettingsPage } from "../../../views/office/settings/settings-page.tsx";
import { maySomewhere } from "../../ground/access/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { settingColumns } from "./columns.ts";
import { decideLegalLimits } from "./decide-legal-limits.ts";
import { decidePurchaseLimit } from "./decide-purchase-limit.ts";
import { decideInformation } from "./decide-information.ts";
import { decideCodes, decidePasswords } from "./decide-sign-in.ts";
import { secondFactorAsked } from "../../ground/access/sign-in-rules.ts";
import { decideSetting } from "./decide-setting.ts";
import {
	DecideCodes,
	DecidePasswords,
	DecideInformation,
	DecideInvoiceLink,
	DecideLegalLimits,
	DecideNoticeRoutine,
	DecidePurchaseLimit,
	DecideRiskInventory,
	DecideSamRoutine,
} from "./schema.ts";
import { SETTING_LABELS, settingText } from "./setting-text.ts";

/** The form of numbers as they stand. */
const standing = (numbers: Record<string, number>): FormState => ({
	...UNTOUCHED,
	values: Object.fromEntries(Object.entries(numbers).map(([key, number]) => [key, String(number)])),
});

async function settingsPage(
	c: Http,
	refused: Partial<
		Record<
			"form" | "legal" | "link" | "sam" | "inventory" | "notices" | "information" | "passwords" | "codes",
			FormState
		>
	> = {},
) {
	const { form, legal, link, sam, passwords, codes } = refused;
	const { db, actor } = c.var.ctx;
	const limit = await settingOn(db, "purchase_limit", c.var.today);
	const { limit_ore, ...bases } = limit;
	const values = { limit_kr: String(limit_ore / 100), ...bases };
	const limits = await settingOn(db, "legal_limits", c.var.today);
	const legalValues = {
		documentation_kr: String(limits.documentation_ore / 100),
		goods_services_kr: String(limits.goods_services_ore / 100),
		social_special_kr: limits.social_special_ore === null ? "" : String(limits.social_special_ore / 100),
	};
	const routine = await settingOn(db, "sam_routine", c.var.today);
	const inventory = await settingOn(db, "risk_inventory", c.var.today);
	const reminding = await settingOn(db, "notice_routine", c.var.today);
	const pattern = await settingOn(db, "invoice_link", c.var.today);
	const information = await settingOn(db, "information", c.var.today);
	const forbidden = await settingOn(db, "local_passwords", c.var.today);
	const factor = await settingOn(db, "second_factor", c.var.today);
	const asked = await secondFactorAsked(c.var.ctx);
	const props = {
		passwords: passwords ?? { ...UNTOUCHED, values: { passwords: forbidden.forbidden ? "forbidden" : "kept" } },
		codes: codes ?? { ...UNTOUCHED, values: { codes: asked ? "required" : "optional" } },
		form: form ?? { ...UNTOUCHED, values },
		legal: legal ?? { ...UNTOUCHED, values: legalValues },
		link: link ?? { ...UNTOUCHED, values: { ...pattern } },
		sam: sam ?? standing(routine),
		inventory: refused.inventory ?? standing(inventory),
		notices: refused.notices ?? standing(reminding),
		information: refused.information ?? { ...UNTOUCHED, values: { ...information } },
		today: [
			{ label: SETTING_LABELS.purchase_limit, text: settingText("purchase_limit", limit) },
			{ label: SETTING_LABELS.legal_limits, text: settingText("legal_limits", limits) },
			{ label: SETTING_LABELS.invoice_link, text: settingText("invoice_link", pattern) },
			{ label: SETTING_LABELS.sam_routine, text: settingText("sam_routine", routine) },
			{ label: SETTING_LABELS.risk_inventory, text: settingText("risk_inventory", inventory) },
			{ label: SETTING_LABELS.notice_routine, text: settingText("notice_routine", reminding) },
			{ label: SETTING_LABELS.local_passwords, text: settingText("local_passwords", forbidden) },
			{ label: SETTING_LABELS.second_factor, text: settingText("second_factor", factor) },
			{ label: SETTING_LABELS.information, text: settingText("information", information) },
		],
		list: await listOf(c, { path: paths.settings(), columns: settingColumns, all: await listSettings(db) }),
		may_edit: maySomewhere(actor, "settings.edit"),
		/** How people sign in is the administrators' alone. */
		may_edit_sign_in: maySomewhere(actor, "organisation.edit"),
	};
	return page(c, <SettingsPage shell={shell(c)} {...props} />);
}

export function settingRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.settings(), {
		action: "settings.view",
		name: "Inställningar",
		columns: settingColumns,
		rows: (c) => listSettings(c.var.ctx.db),
		page: (c) => settingsPage(c),
	});

	app.post(paths.settings(), permit("settings.edit"), (c) =>
		submit(c, {
			schema: DecidePurchaseLimit,
			command: (input) => decidePurchaseLimit(c.var.ctx, input),
			done: () => answer(c, { to: paths.settings(), said: "Beslutet är registrerat." }),
			again: (form) => settingsPage(c, { form }),
		}),
	);

	app.post(paths.legalLimits(), permit("settings.edit"), (c) =>
		submit(c, {
			schema: DecideLegalLimits,
			command: (input) => decideLegalLimits(c.var.ctx, input),
			done: () => answer(c, { to: paths.settings(), said: "Beslutet är registrerat." }),
			again: (legal) => settingsPage(c, { legal }),
		}),
	);

	app.post(paths.samRoutine(), permit("settings.edit"), (c) =>
		submit(c, {
			schema: DecideSamRoutine,
			command: ({ valid_from, ...value }) => decideSetting(c.var.ctx, "sam_routine", value, valid_from),
			done: () => answer(c, { to: paths.settings(), said: "Beslutet är registrerat." }),
			again: (sam) => settingsPage(c, { sam }),
		}),
	);

	app.post(paths.inventoryMonths(), permit("settings.edit"), (c) =>
		submit(c, {
			schema: DecideRiskInventory,
			command: ({ valid_from, ...value }) => decideSetting(c.var.ctx, "risk_inventory", value, valid_from),
			done: () => answer(c, { to: paths.settings(), said: "Beslutet är registrerat." }),
			again: (inventory) => settingsPage(c, { inventory }),
		}),
	);

	app.post(paths.noticeRoutine(), permit("settings.edit"), (c) =>
		submit(c, {
			schema: DecideNoticeRoutine,
			command: ({ valid_from, ...value }) => decideSetting(c.var.ctx, "notice_routine", value, valid_from),
			done: () => answer(c, { to: paths.settings(), said: "Beslutet är registrerat." }),
			again: (notices) => settingsPage(c, { notices }),
		}),
	);

	app.post(paths.invoiceLink(), permit("settings.edit"), (c) =>
		submit(c, {
			schema: DecideInvoiceLink,
			command: ({ pattern, valid_from }) => decideSetting(c.var.ctx, "invoice_link", { pattern }, valid_from),
			done: () => answer(c, { to: paths.settings(), said: "Beslutet är registrerat." }),
			again: (link) => settingsPage(c, { link }),
		}),
	);

	app.post(paths.passwordSetting(), permit("organisation.edit"), (c) =>
		submit(c, {
			schema: DecidePasswords,
			command: (input) => decidePasswords(c.var.ctx, input),
			done: () => answer(c, { to: paths.settings(), said: "Beslutet är registrerat." }),
			again: (passwords) => settingsPage(c, { passwords }),
		}),
	);

	app.post(paths.codeSetting(), permit("organisation.edit"), (c) =>
		submit(c, {
			schema: DecideCodes,
			command: (input) => decideCodes(c.var.ctx, input),
			done: () => answer(c, { to: paths.settings(), said: "Beslutet är registrerat." }),
			again: (codes) => settingsPage(c, { codes }),
		}),
	);

	app.post(paths.readerInformation(), permit("settings.edit"), (c) =>
		submit(c, {
			schema: DecideInformation,
			command: (input) => decideInformation(c.var.ctx, input),
			done: () => answer(c, { to: paths.settings(), said: "Beslutet är registrerat." }),
			again: (information) => settingsPage(c, { information }),
		}),
	);

	return app;
}
