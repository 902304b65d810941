import type { ListFilter, ListFrame } from "../../src/ground/tables/list.ts";
import { Button, PostButton } from "./button.tsx";
import { DateField, SelectField, TextField } from "./field.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { Glyph } from "./glyph.tsx";
import { formHxAttrs, swapsList } from "./hx.ts";
import { Link } from "./link.tsx";
import { safeHref } from "./safe-href.ts";

// What stands over a list: views, search, filters, columns. Links and forms; with htmx they exchange the list alone.

type Address = Pick<ListFrame, "path" | "kept">;

/** The address of the list without some of its names. */
function hrefWithout({ path, kept }: Address, names: readonly string[]): string {
	const query = new URLSearchParams();
	for (const [name, value] of kept) if (!names.includes(name)) query.append(name, value);
	return query.size > 0 ? `${path}?${query}` : path;
}

/** What a form of the list says beside its own fields, so that it changes nothing else. */
function Kept({ kept, except }: { kept: Address["kept"]; except: readonly string[] }) {
	return (
		<>
			{kept
				.filter(([name]) => !except.includes(name))
				.map(([name, value]) => (
					<input type="hidden" name={name} value={value} />
				))}
		</>
	);
}

const NEVER_KEPT = ["vy", "vald"];

export function ListViews({ list, presets }: { list: ListFrame; presets: readonly { label: string; href: string }[] }) {
	const bare = list.kept.length === 0;
	const here = hrefWithout(list, []);
	if (list.views.length === 0 && presets.length === 0) return null;
	const current = list.views.find((view) => view.current);
	return (
		<nav class="list-views" aria-label="Vyer av listan">
			<ul>
				{[{ label: "Alla", href: list.path }, ...presets].map(({ label, href }) => (
					<li>
						<Link href={href} current={href === list.path ? bare : href === here} hx={swapsList(href)}>
							{label}
						</Link>
					</li>
				))}
				{list.views.map((view) => (
					<li>
						<Link href={view.href} current={view.current} hx={swapsList(view.href)}>
							{view.name}
						</Link>
					</li>
				))}
			</ul>
			{current && list.save_view ? (
				<PostButton action={list.save_view.remove} hidden={{ view: current.id }} variant="quiet">
					{`Ta bort vyn ${current.name}`}
				</PostButton>
			) : null}
		</nav>
	);
}

function ListSearch({ list, noun }: { list: ListFrame; noun: string }) {
	const action = safeHref(list.path) ?? "";
	return (
		<search>
			<form
				method="get"
				action={action}
				class="list-search"
				novalidate
				aria-label={`Sök bland ${noun}`}
				{...formHxAttrs("get", action, { ...swapsList(), sync: "this:replace" })}
			>
				<Kept kept={list.kept} except={["hitta", ...NEVER_KEPT]} />
				<input
					class="control"
					type="search"
					name="hitta"
					id="hitta-i-listan"
					value={list.search}
					aria-label={`Sök bland ${noun}`}
					placeholder={`Sök bland ${noun}`}
					autocomplete="off"
					maxlength={200}
				/>
				<Button variant="secondary">Sök</Button>
			</form>
		</search>
	);
}

function FilterField({ filter }: { filter: ListFilter }) {
	const { name, label, value, help } = filter;
	const field = { name, label, value, help, optional: "silent", scope: "filter" } as const;
	if (filter.kind === "text") return <TextField {...field} width="short" />;
	if (filter.kind === "date") return <DateField {...field} />;
	return <SelectField {...field} placeholder={filter.placeholder ?? "Alla"} options={filter.options ?? []} />;
}

function ListFilters({ list, filters }: { list: ListFrame; filters: readonly ListFilter[] }) {
	const names = filters.map(({ name }) => name);
	const held = filters.filter(({ value }) => value !== undefined && value !== "");
	return (
		<details class="list-fold">
			<summary>
				<Glyph name="filter" />
				{held.length > 0 ? `Filtrera (${held.length})` : "Filtrera"}
			</summary>
			<FilterBar action={list.path} clear_href={hrefWithout(list, [...names, ...NEVER_KEPT])} hx={swapsList()}>
				<Kept kept={list.kept} except={[...names, ...NEVER_KEPT]} />
				{filters.map((filter) => (
					<FilterField filter={filter} />
				))}
			</FilterBar>
		</details>
	);
}

/** What narrows the list now, each with the way to let go of it. */
function ListChips({ list, filters }: { list: ListFrame; filters: readonly ListFilter[] }) {
	const held = filters.flatMap(({ name, label, value, options }) =>
		value ? [{ name, text: `${label}: ${options?.find((option) => option.value === value)?.label ?? value}` }] : [],
	);
	const all = list.search ? [...held, { name: "hitta", text: `Sökt: ${list.search}` }] : held;
	if (all.length === 0) return null;
	return (
		<ul class="chips" aria-label="Det här avgränsar listan">
			{all.map(({ name, text }) => {
				const href = hrefWithout(list, [name, ...NEVER_KEPT]);
				return (
					<li>
						<Link href={href} class="chip" hx={swapsList(href)}>
							{text}
							<Glyph name="close" />
							<span class="sr-only"> ta bort</span>
						</Link>
					</li>
				);
			})}
		</ul>
	);
}

function ListColumns({ list }: { list: ListFrame }) {
	const action = safeHref(list.path) ?? "";
	return (
		<details class="list-fold">
			<summary>Kolumner</summary>
			<form method="get" action={action} class="filter-bar" {...formHxAttrs("get", action, swapsList())}>
				<Kept kept={list.kept} except={["kolumn", ...NEVER_KEPT]} />
				<fieldset class="column-choices">
					<legend>Kolumner att visa</legend>
					{list.heads.map(({ key, label, shown }) => (
						<label>
							<input type="checkbox" name="kolumn" value={key} checked={shown} />
							{label}
						</label>
					))}
				</fieldset>
				<div class="filter-actions">
					<Button variant="secondary">Visa kolumnerna</Button>
					<Link href={hrefWithout(list, ["kolumn", ...NEVER_KEPT])}>De vanliga kolumnerna</Link>
				</div>
			</form>
		</details>
	);
}

function SaveView({ list }: { list: ListFrame }) {
	if (!list.save_view) return null;
	const query = hrefWithout(list, NEVER_KEPT).slice(list.path.length + 1);
	return (
		<details class="list-fold">
			<summary>Spara vyn</summary>
			<form method="post" action={list.save_view.action} class="filter-bar" novalidate>
				<input type="hidden" name="path" value={list.path} />
				<input type="hidden" name="query" value={query} />
				<TextField name="name" label="Vyns namn" scope="vy" optional="silent" maxlength={60} />
				<div class="filter-actions">
					<Button variant="secondary">Spara vyn</Button>
				</div>
			</form>
		</details>
	);
}

/** Search, filters with what holds, columns and the way to keep it all. */
export function ListTools(props: { list: ListFrame; filters: readonly ListFilter[]; noun: string }) {
	const { list, filters } = props;
	return (
		<div class="list-tools">
			{list.searchable ? <ListSearch list={list} noun={props.noun} /> : null}
			{filters.length > 0 ? <ListFilters list={list} filters={filters} /> : null}
			<ListChips list={list} filters={filters} />
			<div class="list-tools-end">
				<ListColumns list={list} />
				<SaveView list={list} />
			</div>
		</div>
	);
}
