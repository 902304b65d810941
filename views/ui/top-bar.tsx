import { AsOf, type AsOfProps } from "./as-of.tsx";
import { Link } from "./link.tsx";

export interface LayoutActor {
	/** whose taps and drafts this browser may hold (assets/kept) */
	id?: string | undefined;
	name: string;
	role_label: string;
	unit_name: string;
	/** where the person sees and ends own sessions */
	account_href?: string | null | undefined;
	on_behalf_of?: string | null | undefined;
	/** where the person changes between own roles; left out when there is only one */
	switch_href?: string | null | undefined;
}

export interface MenuItem {
	href: string;
	label: string;
	current: boolean;
	count?: number | undefined;
	/** the pages of a part that has several: shown as a second row on all of them */
	second?: readonly MenuItem[] | undefined;
}

export interface TopBarProps {
	actor?: LayoutActor | null | undefined;
	menu?: readonly MenuItem[] | undefined;
	demo?: boolean | undefined;
	as_of?: AsOfProps | null | undefined;
	urls: { home: string; sign_out: string };
}

/** One bar: where one is in the product, and who one is. What is narrow folds the menu. */
export function TopBar({ actor, menu = [], demo, as_of, urls }: TopBarProps) {
	const current = menu.find((item) => item.current);
	return (
		<>
			<div class="top-bar">
				<div class="width top-bar-row">
					<a href={urls.home} class="product">
						Tillräcklig
						{demo ? <span class="demo">Demo</span> : null}
					</a>
					{menu.length > 0 ? (
						<nav class="menu" aria-label="Huvudmeny">
							<Items items={menu} />
						</nav>
					) : null}
					{menu.length > 0 ? (
						<details class="fold menu-fold">
							<summary>Meny</summary>
							<nav class="fold-list" aria-label="Meny">
								<Items items={menu} />
							</nav>
						</details>
					) : null}
					{actor ? <Who actor={actor} sign_out={urls.sign_out} as_of={as_of} /> : null}
				</div>
			</div>
			{as_of?.date ? <AsOf {...as_of} /> : null}
			{current?.second && current.second.length > 1 ? (
				<nav class="second" aria-label={`Sidor under ${current.label}`}>
					<div class="width">
						<Items items={current.second} />
					</div>
				</nav>
			) : null}
		</>
	);
}

function Items({ items }: { items: readonly MenuItem[] }) {
	return (
		<ul>
			{items.map((item) => (
				<li>
					<Link href={item.href} current={item.current}>
						{item.label}
						{item.count ? (
							<span class="count">
								{item.count}
								<span class="sr-only"> att göra</span>
							</span>
						) : null}
					</Link>
				</li>
			))}
		</ul>
	);
}

const initials = (name: string) =>
	name
		.split(/\s+/)
		.map((part) => part.charAt(0))
		.slice(0, 2)
		.join("");

/** Who is signed in, and what is the person's own: under the initials. */
function Who({ actor, sign_out, as_of }: { actor: LayoutActor; sign_out: string; as_of: TopBarProps["as_of"] }) {
	return (
		<details class="fold who">
			<summary>
				<span class="who-face" aria-hidden="true">
					{initials(actor.name)}
				</span>
				<span class="sr-only">{`${actor.name}, ${actor.role_label}`}</span>
				{actor.on_behalf_of ? <span aria-hidden="true">{`för ${initials(actor.on_behalf_of)}`}</span> : null}
			</summary>
			<div class="fold-list">
				<p>
					<strong>{actor.name}</strong>
					{actor.on_behalf_of ? ` för ${actor.on_behalf_of}` : ""}
				</p>
				<p class="soft">{`${actor.role_label}, ${actor.unit_name}`}</p>
				<ul>
					{actor.account_href ? (
						<li>
							<Link href={actor.account_href}>Mina sessioner</Link>
						</li>
					) : null}
					{actor.switch_href ? (
						<li>
							<Link href={actor.switch_href}>Byt roll</Link>
						</li>
					) : null}
				</ul>
				{as_of && !as_of.date ? <AsOf {...as_of} /> : null}
				<form method="post" action={sign_out} class="sign-out">
					<button type="submit" class="button button-secondary">
						Logga ut
					</button>
				</form>
			</div>
		</details>
	);
}
