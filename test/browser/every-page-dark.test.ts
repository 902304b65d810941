import { afterAll, test } from "vitest";
import { requireEveryPage } from "./every-page.ts";
import { closeChromium } from "./site.ts";

afterAll(closeChromium);

test("every page is accessible and fits on a wide screen, dark: its colours", () =>
	requireEveryPage("dark", 1440, "color-contrast"));
