import { describe, expect, it } from "vitest";
import { ErrorPage } from "../../views/error-page.tsx";
import { Layout } from "../../views/layout.tsx";
import { StateBadge } from "../../views/ui/badge.tsx";
import { Button, ButtonLink, PostButton } from "../../views/ui/button.tsx";
import { Chain } from "../../views/ui/chain.tsx";
import { DescriptionList } from "../../views/ui/description-list.tsx";
import { Disclosure } from "../../views/ui/disclosure.tsx";
import { domId } from "../../views/ui/dom-id.ts";
import { EmptyState } from "../../views/ui/empty-state.tsx";
import {
	Checkbox,
	CheckboxGroup,
	DateField,
	FileField,
	NumberField,
	RadioGroup,
	SelectField,
	TextArea,
	TextField,
} from "../../views/ui/field.tsx";
import { FilePreview } from "../../views/ui/file-preview.tsx";
import { FilterBar } from "../../views/ui/filter-bar.tsx";
import { Flash } from "../../views/ui/flash.tsx";
import { FieldSet, Form } from "../../views/ui/form.tsx";
import { History } from "../../views/ui/history.tsx";
import { hxAttrs } from "../../views/ui/hx.ts";
import { RiskMatrix } from "../../views/ui/drawings/heat-map.tsx";
import { Pager } from "../../views/ui/pager.tsx";
import { Progress } from "../../views/ui/progress.tsx";
import { RiskBadge } from "../../views/ui/risk-badge.tsx";
import { Card, Section } from "../../views/ui/section.tsx";
import { DataTable, ListExports } from "../../views/ui/table.tsx";
import { KeyFigures, TaskList } from "../../views/ui/task-list.tsx";
import { GroupedColumns, LyingBars, PartsBar, ShareBars, StackedColumns } from "../../views/ui/drawings/bars.tsx";
import { IntervalLine } from "../../views/ui/drawings/interval.tsx";
import { LineChart } from "../../views/ui/drawings/line.tsx";
import { Ring } from "../../views/ui/drawings/ring.tsx";
import { Wheel } from "../../views/ui/drawings/wheel.tsx";
import { YearStrip } from "../../views/ui/drawings/year-grid.tsx";
import { Narrowed } from "../../views/ui/narrowed.tsx";
import { Panel, Rows } from "../../views/ui/panel.tsx";
import { isHarmless, render, HOSTILE as X } from "./render.ts";

const field = { name: X, label: X, help: X, error: X, scope: X };
const options = [{ value: X, label: X, help: X, key: X }];
const band = { level: 2, name: X } as const;
const state = { tone: "bad", word: X, full: X } as const;
const figures = {
	head: X,
	series: [{ key: X, label: X, ink: "warn" as const }],
	groups: [{ key: X, label: X, short: X, values: [1], hrefs: [X] }],
};
const actor = { name: X, role_label: X, unit_name: X, on_behalf_of: X, switch_href: X };

const pieces = {
	Layout: (
		<Layout
			title={X}
			actor={actor}
			menu={[
				{
					...{ href: X, label: X, current: true, count: 1 },
					second: [
						{ href: X, label: X, current: true },
						{ href: X, label: X, current: false },
					],
				},
			]}
			crumbs={[{ href: X, label: X }]}
			lead={X}
			flash={{ tone: "ok", text: X, heading: X }}
			as_of={{ date: "2025-07-31", action: X, end_action: X, return_to: X }}
		>
			{X}
		</Layout>
	),
	ErrorPage: <ErrorPage status={500} heading={X} text={X} reference={X} />,
	Button: (
		<Button name={X} value={X} label={X} id={X}>
			{X}
		</Button>
	),
	ButtonLink: (
		<ButtonLink href={X} label={X}>
			{X}
		</ButtonLink>
	),
	PostButton: (
		<PostButton action={X} hidden={{ [X]: X, a: X }} hx={{ target: X, confirm: X, vals: { a: X } }}>
			{X}
		</PostButton>
	),
	TextField: <TextField {...field} value={X} />,
	TextArea: <TextArea {...field} value={`</textarea>${X}`} />,
	SelectField: <SelectField {...field} options={[...options, { group: X, options }]} value={X} placeholder={X} />,
	"SelectField, long": (
		<SelectField
			{...field}
			options={Array.from({ length: 300 }, (_, n) => ({ value: `${X}${n}`, label: X }))}
			value={`${X}7`}
		/>
	),
	DateField: <DateField {...field} value={X} min={X} />,
	NumberField: <NumberField {...field} value={X} unit={X} />,
	FileField: <FileField {...field} accept={X} paste />,
	RadioGroup: <RadioGroup {...field} options={options} value={X} />,
	CheckboxGroup: <CheckboxGroup {...field} options={options} values={[X]} />,
	Checkbox: <Checkbox {...field} value={X} />,
	Form: (
		<Form action={X} id={X} errors={{ [X]: X, "": [X, X] }} hidden={{ a: X }} label={X} data={{ a: X }}>
			{X}
		</Form>
	),
	FieldSet: (
		<FieldSet legend={X} help={X}>
			{X}
		</FieldSet>
	),
	FilterBar: (
		<FilterBar action={X} label={X} submit_label={X}>
			{X}
		</FilterBar>
	),
	DataTable: (
		<DataTable
			caption={X}
			id={X}
			wide
			columns={[
				{ key: "a", label: X, sort_href: X },
				{ key: "b", label: X },
			]}
			rows={[{ id: X, href: X, cells: { a: X, b: X } }]}
			total={{ a: X }}
		/>
	),
	"DataTable, empty": <DataTable caption={X} columns={[]} rows={[]} empty={X} />,
	ListExports: <ListExports base_href={`/a?q=${X}`} />,
	StateBadge: <StateBadge tone="ok" label={X} />,
	RiskBadge: <RiskBadge score={4} band={band} prefix={X} />,
	RiskMatrix: (
		<RiskMatrix
			caption={X}
			likelihood={[X]}
			impact={[X]}
			cells={[{ likelihood: 1, impact: 1, score: 4, band, href: X, risks: [{ href: X, short: X, title: X }] }]}
		/>
	),
	YearStrip: (
		<YearStrip
			caption={X}
			row_label={X}
			legend={[state]}
			rows={[{ heading: X, sub: X, href: X, cells: [{ state, href: X }, { state }] }]}
		/>
	),
	"RiskMatrix, moved": (
		<RiskMatrix
			caption={X}
			likelihood={[X]}
			impact={[X]}
			cells={[
				{
					...{ likelihood: 1, impact: 1, score: 4, band, href: X },
					risks: [{ href: X, short: X, title: X, was: { likelihood: 1, impact: 1, score: 1 } }],
				},
			]}
		/>
	),
	StackedColumns: <StackedColumns id={X} title={X} figures={figures} />,
	GroupedColumns: <GroupedColumns id={X} title={X} figures={figures} />,
	LyingBars: <LyingBars id={X} title={X} figures={figures} />,
	PartsBar: <PartsBar id={X} title={X} parts={[{ n: 1, label: X, ink: "warn", href: X }]} />,
	ShareBars: <ShareBars shares={[{ label: X, href: X, done: 1, total: 2, note: X }]} />,
	LineChart: <LineChart id={X} title={X} head={X} series={X} places={[{ label: X, short: X, value: 1 }]} />,
	Ring: <Ring id={X} title={X} done={1} total={2} word={X} />,
	IntervalLine: <IntervalLine interval={null} max={100} words={X} />,
	Wheel: (
		<Wheel
			id={X}
			year={2026}
			today="2026-02-03"
			rings={[{ label: X, glyph: "dot", days: [{ day: "2026-01-02", text: X }] }]}
		/>
	),
	Panel: (
		<Panel id={X} title={X} lead={X} more={{ href: X, text: X }}>
			<Rows rows={[{ text: X, href: X, end: X, note: X }]} />
		</Panel>
	),
	Narrowed: <Narrowed by={[X]} clear_href={X} />,
	Pager: <Pager from={1} to={2} total={3} noun={X} next_href={X} />,
	Progress: <Progress id={X} done={1} total={2} word={X} label={X} />,
	History: <History events={[{ at: X, sentence: X, actor: X, on_behalf_of: X, late: true, reason: X }]} />,
	DescriptionList: <DescriptionList items={[{ term: X, value: X }]} />,
	EmptyState: <EmptyState heading={X} text={X} />,
	Disclosure: (
		<Disclosure summary={X} id={X}>
			{X}
		</Disclosure>
	),
	FilePreview: (
		<FilePreview name={`\u202e${X}.png`} href={X} media_type="image/png" size={1} sha256={X} note={X} version={2} />
	),
	Flash: (
		<Flash tone="bad" heading={X} text={X}>
			{X}
		</Flash>
	),
	Chain: <Chain label={X} nodes={[{ kind: X, label: X, meta: X, href: X, below: [{ kind: X, label: X }] }]} />,
	Section: (
		<Section title={X} id={X} lead={X}>
			{X}
		</Section>
	),
	Card: (
		<Card id={X} label={X}>
			{X}
		</Card>
	),
	TaskList: <TaskList label={X} tasks={[{ href: X, title: X, meta: X, due: X }]} />,
	KeyFigures: <KeyFigures items={[{ value: X, label: X, href: X }]} />,
};

describe("T01 hostile text stays text", () => {
	it.each(Object.entries(pieces))("%s", async (_name, node) => {
		const markup = await render(node);
		expect(isHarmless(markup), markup).toBe(true);
	});

	it("this test would notice", () => {
		expect(isHarmless(`<p>${X}</p>`)).toBe(false);
		expect(isHarmless(`<p title="${X}"></p>`)).toBe(false);
		expect(isHarmless('<p style="color: red"></p>')).toBe(false);
	});

	it("ids hold nothing but letters, digits, - and _", () => {
		expect(domId("sample_item", X)).toMatch(/^sample_item-[A-Za-z0-9_-]+$/);
	});

	it("htmx never gets code to run", () => {
		expect(hxAttrs({ confirm: "js:alert(1)", post: " JavaScript:alert(1)", target: "#a" })).toEqual({
			"hx-target": "#a",
		});
	});
});
