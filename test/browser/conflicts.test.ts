import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { importAndDraw, openOctober } from "./october.ts";
import { closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

test("a draw of the performer's own purchases: jäv is listed, handed over in one act, and the page follows", async () => {
	const world = await openOctober();
	const site = await openSite(world);
	const { page: controller } = await site.visit("carin");
	const look = async () => {};
	await importAndDraw(controller, look, "Maria Ek");

	await controller.getByText("Maria Ek (utförare)").waitFor();
	await requireAccessible(controller);
	await shoot(controller, "jav");
	const listed = controller.url();
	const posted = controller.waitForResponse((response) => response.request().method() === "POST");
	await controller.getByRole("button", { name: "Lämna över" }).click();
	await posted;
	await controller.goto(listed);
	expect(await controller.getByText("Maria Ek (utförare)").count()).toBe(0);

	const answers = (page: typeof controller) => page.locator('[name="svar-1"]').count();
	const { page: former } = await site.visit("maria", { width: 360 });
	await former.goto(paths.run(world.runId));
	await former.getByText("0 av 5 inköp besvarade").waitFor();
	expect(await answers(former), "whoever ordered them answers nothing").toBe(0);
	await controller.goto(paths.run(world.runId));
	await controller.getByText("0 av 5 inköp besvarade").waitFor();
	expect(await answers(controller), "whoever took over does").toBeGreaterThan(0);
});
