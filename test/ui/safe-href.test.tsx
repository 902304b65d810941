import { describe, expect, it } from "vitest";
import { ButtonLink, PostButton } from "../../views/ui/button.tsx";
import { Chain } from "../../views/ui/chain.tsx";
import { ConfidentialNote } from "../../views/ui/confidential-note.tsx";
import { FilePreview } from "../../views/ui/file-preview.tsx";
import { FilterBar } from "../../views/ui/filter-bar.tsx";
import { Form } from "../../views/ui/form.tsx";
import { Link } from "../../views/ui/link.tsx";
import { RiskMatrix } from "../../views/ui/drawings/heat-map.tsx";
import { Pager } from "../../views/ui/pager.tsx";
import { isExternal, safeHref } from "../../views/ui/safe-href.ts";
import { DataTable, ListExports } from "../../views/ui/table.tsx";
import { KeyFigures, TaskList } from "../../views/ui/task-list.tsx";
import { YearStrip } from "../../views/ui/drawings/year-grid.tsx";
import { render } from "./render.ts";

const REFUSED = [
	"javascript:alert(1)",
	"JavaScript:alert(1)",
	" javascript:alert(1)",
	"java\tscript:alert(1)",
	"java\nscript:alert(1)",
	"\u0001javascript:alert(1)",
	"vbscript:x",
	"data:text/html,<script>1</script>",
	"mailto:a@b.se",
	"file:///etc/passwd",
	"blob:https://x/1",
	"//ond.se/x",
	"/\\ond.se",
	"\\\\ond.se",
	"/\t/ond.se",
	"https:ond.se",
	"http:/\\ond.se",
	"",
	"  ",
];

const ALLOWED = [
	"/risker/1",
	"/",
	"?sida=2",
	"#falt-a",
	"risker",
	"../a",
	"/sok?q=a:b",
	"/risker/a:b",
	"https://www.riksdagen.se/sv/",
	"http://intranat.region.se/a?b=c:d",
];

describe("T03 safeHref", () => {
	it.each(REFUSED)("refuses %j", (href) => expect(safeHref(href)).toBeNull());
	it.each(ALLOWED)("allows %j", (href) => expect(safeHref(href)).toBe(href));
	it("takes null and undefined", () => {
		expect(safeHref(null)).toBeNull();
		expect(safeHref(undefined)).toBeNull();
	});
	it("knows what leads out of the site", () => {
		expect(isExternal("https://a.se")).toBe(true);
		expect(isExternal("/a")).toBe(false);
	});
});

describe("T03 an address from data is a link only when it is http, https or local", () => {
	const bad = "javascript:alert(1)";
	const band = { level: 1, name: "Låg" } as const;
	const state = { tone: "ok", word: "Klar", full: "Klar" } as const;
	const pieces = {
		Link: <Link href={bad}>Text</Link>,
		ButtonLink: <ButtonLink href={bad}>Text</ButtonLink>,
		PostButton: (
			<PostButton action={bad} hx={{}}>
				Text
			</PostButton>
		),
		Form: <Form action={bad} hx={{}} />,
		FilterBar: <FilterBar action={bad} clear_href={bad} hx={{}} />,
		DataTable: (
			<DataTable
				caption="c"
				columns={[{ key: "a", label: "A", sort_href: bad }]}
				rows={[{ href: bad, cells: { a: "Text" } }]}
			/>
		),
		ListExports: <ListExports base_href={bad} />,
		Pager: <Pager from={1} to={2} total={3} next_href={bad} prev_href={bad} />,
		Matrix: (
			<RiskMatrix
				caption="c"
				likelihood={["a"]}
				impact={["a"]}
				cells={[
					{ likelihood: 1, impact: 1, score: 1, band, href: bad, risks: [{ href: bad, short: "R1", title: "Text" }] },
				]}
			/>
		),
		YearStrip: (
			<YearStrip caption="c" legend={[]} rows={[{ heading: "Text", href: bad, cells: [{ state, href: bad }] }]} />
		),
		Chain: <Chain label="c" nodes={[{ kind: "Risk", label: "Text", href: bad }]} />,
		TaskList: <TaskList label="l" tasks={[{ href: bad, title: "Text" }]} />,
		KeyFigures: <KeyFigures items={[{ value: "1", label: "l", href: bad }]} />,
		FilePreview: <FilePreview name="n" href={bad} media_type="image/png" size={1} sha256="00" />,
		ConfidentialNote: <ConfidentialNote kind="fraud" fraud_href={bad} />,
	};
	it.each(Object.entries(pieces))("%s", async (_name, node) => {
		expect(await render(node)).not.toContain("javascript:");
	});
	it("an outside link gives nothing away", async () => {
		expect(await render(<Link href="https://www.riksdagen.se/">Lagen</Link>)).toContain('rel="noopener noreferrer"');
	});
});
