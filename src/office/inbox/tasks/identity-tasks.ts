import type { InvitationRow } from "../../../../db/queries/people/accounts-invitations.ts";
import type { Inbox } from "../read-inbox.ts";
import { paths } from "../../../paths/paths.ts";
import { formatCount, formatDate } from "../../../ground/calendar/stockholm.ts";
import type { Task } from "../columns.ts";

/** What is asked of who signs in as whom. */
export function identityTasks(identity: Inbox["identity"]): Task[] {
	const { own, to_confirm, double_accounts, proposals } = identity;
	return [
		...(own ? [ownTask(own)] : []),
		...to_confirm.map(confirmTask),
		...(proposals > 0 ? [proposalTask(proposals)] : []),
		...(double_accounts > 0 ? [doubleTask(double_accounts)] : []),
	];
}

/** What the person is told of: the own sign-in, and those of people who answer for a control. */
export function identityNews({ own_news, news }: Inbox["identity"]): Task[] {
	return [...own_news.map(ownNewsTask), ...news.shown.map(newsTask), ...(news.rest > 0 ? [restTask(news.rest)] : [])];
}

function ownTask(invitation: InvitationRow): Task {
	return {
		href: paths.ownInvitation(),
		title: "Har du bett om en ny inloggning?",
		meta: `${invitation.through ?? "En administratör"} har skapat en inbjudan åt dig`,
		note: formatDate(invitation.created_at),
		state: { tone: "warn", label: "Svara" },
	};
}

function confirmTask(invitation: InvitationRow): Task {
	return {
		href: paths.person(invitation.person_id),
		title: `Säg ja eller nej till inbjudan till ${invitation.person_name}`,
		meta: `Skapad av ${invitation.through ?? "okänd"}; personen har redan ett konto eller en roll i kontrollen`,
		note: formatDate(invitation.created_at),
		state: { tone: "warn", label: "Väntar på ja" },
	};
}

function proposalTask(n: number): Task {
	return {
		href: paths.directoryProposals(),
		title: n === 1 ? "Svara på ett förslag från katalogen" : `Svara på ${formatCount(n)} förslag från katalogen`,
		meta: "Katalogen vill ändra vem någon med en roll i kontrollen är",
		state: { tone: "warn", label: "Väntar på ja" },
	};
}

function doubleTask(n: number): Task {
	return {
		href: paths.accountPairs(),
		title:
			n === 1
				? "Bedöm ett par konton som kan vara en människas"
				: `Bedöm ${formatCount(n)} par konton som kan vara en människas`,
		state: { tone: "warn", label: "Dubbla konton" },
	};
}

function ownNewsTask(invitation: InvitationRow): Task {
	return {
		href: paths.ownSessions(),
		title: "Din inloggning valdes genom en inbjudan",
		meta: `${invitation.through ?? "Servern"} skapade den${invitation.confirmer ? `, ${invitation.confirmer} bekräftade den` : ""}. Var det inte du, kontakta en controller genast.`,
		note: formatDate(invitation.accepted_at ?? invitation.created_at),
		state: { tone: "info", label: "Att känna till" },
	};
}

function newsTask(invitation: InvitationRow): Task {
	const used = invitation.accepted_at !== null;
	return {
		href: paths.person(invitation.person_id),
		title: used
			? `${invitation.person_name} valde inloggning genom en inbjudan`
			: `${invitation.person_name} har fått en inbjudan att välja inloggning`,
		meta: `Skapad av ${invitation.through ?? "okänd"}${invitation.confirmer ? `, bekräftad av ${invitation.confirmer}` : ""}`,
		note: formatDate(invitation.accepted_at ?? invitation.created_at),
		state: { tone: "info", label: "Att känna till" },
	};
}

function restTask(n: number): Task {
	return {
		href: paths.invitations(),
		title: n === 1 ? "En inbjudan till" : `${formatCount(n)} inbjudningar till`,
		state: { tone: "info", label: "Att känna till" },
	};
}
