import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { openWorld } from "../support/world.ts";
import { closeChromium, openSite, requireAccessible } from "./site.ts";

afterAll(closeChromium);

async function open() {
	const world = await openWorld();
	const site = await openSite(world);
	const { page, context } = await site.visit("maria", { width: 360, colorScheme: "dark" });
	return { world, site, page, context };
}

const title = (page: Page) => page.locator('[name="title"]');
const note = (page: Page) => page.locator(".draft-note", { hasText: "Ditt utkast är återställt" });
const drafts = (page: Page) =>
	page.evaluate<{ fields: { name: string; option: string | null; value: string }[] }[]>(
		`window.kept.device.all("drafts")`,
	);
const typed = (page: Page, count = 1) => expect.poll(async () => (await drafts(page)).length).toBe(count);

/** On a busy machine what is typed in one go is kept in two: there is a draft before it holds all of it. */
const holds = (page: Page, ...values: string[]) =>
	expect
		.poll(async () => (await drafts(page)).flatMap(({ fields }) => fields.map(({ option, value }) => option ?? value)))
		.toEqual(values);

/** A reload that nobody asks about: as after a crash. */
async function again(page: Page) {
	page.once("dialog", (dialog) => void dialog.accept());
	await page.reload();
}

test("what is typed is there after a reload, can be thrown away, and is gone once it is stored", async () => {
	const { page, world } = await open();
	await page.goto(paths.deviationNew());
	await title(page).fill("Skåpet stod olåst");
	await page.locator('[name="severity"][value="minor"]').dispatchEvent("click");
	await holds(page, "Skåpet stod olåst", "minor");
	await again(page);
	await note(page).waitFor();
	await requireAccessible(page);
	expect(await title(page).inputValue()).toBe("Skåpet stod olåst");
	expect(await page.locator('[name="severity"][value="minor"]').isChecked()).toBe(true);
	await page.getByRole("button", { name: "Släng utkastet" }).click();
	expect(await title(page).inputValue()).toBe("");
	expect(await note(page).count()).toBe(0);
	await typed(page, 0);

	await title(page).fill("Skåpet stod öppet");
	await page.locator('[name="description"]').fill("Förrådet");
	await page.locator('[name="severity"][value="minor"]').dispatchEvent("click");
	await page.getByRole("button", { name: "Registrera" }).click();
	await page.locator("[data-error-summary]").waitFor();
	await typed(page);
	await page.locator('[name="unit_id"]').selectOption(world.ids.alfa);
	await page.locator('[name="risk_id"]').selectOption(world.ids.risk);
	await page.getByRole("button", { name: "Registrera" }).click();
	await page.waitForURL(/avvikelser\/[0-9a-f]/);
	await typed(page, 0);
	await page.goto(paths.deviationNew());
	expect(await title(page).inputValue()).toBe("");
});

test("two tabs keep a draft each, and the one that is left takes over from the one that is gone", async () => {
	const { page, context } = await open();
	const second = await context.newPage();
	await page.goto(paths.deviationNew());
	await second.goto(paths.deviationNew());
	await title(page).fill("I den första");
	await title(second).fill("I den andra");
	await typed(page, 2);
	await again(page);
	await note(page).waitFor();
	expect(await title(page).inputValue()).toBe("I den första");
	await page.close({ runBeforeUnload: false });
	const third = await context.newPage();
	await third.goto(paths.deviationNew());
	await note(third).waitFor();
	expect(await title(third).inputValue()).toBe("I den första");
});

test("nobody else sees a draft, signing out takes it away, and what is secret is never kept", async () => {
	const { page, context, world } = await open();
	await page.goto(paths.deviationNew());
	await title(page).fill("Bara för mig");
	await page.evaluate(`(() => {
		const form = document.querySelector("main form");
		for (const [name, more] of [["losen", 'type="password"'], ["kod", 'autocomplete="one-time-code"'], ["hemlig", 'data-secret=""']])
			form.insertAdjacentHTML("beforeend", '<input name="' + name + '" ' + more + '>');
		for (const field of form.querySelectorAll("[name=losen], [name=kod], [name=hemlig]")) {
			field.value = "hemligt";
			field.dispatchEvent(new Event("input", { bubbles: true }));
		}
	})()`);
	await typed(page);
	expect((await drafts(page))[0]!.fields.map(({ name }) => name)).toEqual(["title"]);
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("sessions").set({ ended_at: "2026-11-16T08:00:00.000Z" }).execute(),
	);
	const elsewhere = await context.newPage();
	await elsewhere.goto(`${paths.signIn()}?sok=${encodeURIComponent("Beata")}`);
	await elsewhere.locator(`form:has(input[value="${world.ids.beata}"]) button`).first().click();
	await elsewhere.goto(paths.deviationNew());
	expect(await title(elsewhere).inputValue()).toBe("");
	await typed(elsewhere, 0);
	await title(elsewhere).fill("Beatas");
	await typed(elsewhere);
	elsewhere.on("dialog", (dialog) => void dialog.accept());
	await elsewhere.locator("details.who summary").click();
	await elsewhere.getByRole("button", { name: "Logga ut" }).click();
	await elsewhere.waitForURL(/logga-in/);
	await typed(elsewhere, 0);
});

test("a draft older than the stored form meets the newer values, and overwrites nothing unseen", async () => {
	const world = await openWorld();
	const run = await openDrawnRun(world, { n: 1 });
	const site = await openSite(world);
	const { page } = await site.visit("maria", { width: 360 });
	await page.goto(paths.run(run.runId));
	const no = page.locator('#fraga-1-1 [name="svar-1"][value="no"]');
	await no.dispatchEvent("click");
	const comment = page.locator('[name="kommentar-1"]');
	await comment.waitFor();
	await comment.pressSequentially("Halvskriven mening");
	await holds(page, "Halvskriven mening");
	await again(page);
	await note(page).waitFor();
	expect(await comment.inputValue()).toBe("Halvskriven mening");
	await page.locator('[name="kommentar-1"]').dispatchEvent("change");
	await typed(page, 0);
	expect(await note(page).count()).toBe(0);
	const [stored] = await world.ctx.db.selectFrom("check_answers").select("comment").execute();
	expect(stored?.comment).toBe("Halvskriven mening");
});
