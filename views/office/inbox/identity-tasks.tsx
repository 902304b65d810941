import type { InvitationRow } from "../../../db/queries/people/accounts-invitations.ts";
import type { Inbox } from "../../../src/office/inbox/read-inbox.ts";
import { paths } from "../../../src/paths/paths.ts";
import { StateBadge } from "../../ui/badge.tsx";
import { countText, dateText } from "../../ui/format.ts";
import type { Task } from "../../ui/task-list.tsx";

/** What is asked and told of who signs in as whom. */
export function identityTasks(identity: Inbox["identity"]): Task[] {
	const { own, own_news, to_confirm, double_accounts, proposals, news } = identity;
	return [
		...(own ? [ownTask(own)] : []),
		...to_confirm.map(confirmTask),
		...(proposals > 0 ? [proposalTask(proposals)] : []),
		...(double_accounts > 0 ? [doubleTask(double_accounts)] : []),
		...own_news.map(ownNewsTask),
		...news.shown.map(newsTask),
		...(news.rest > 0 ? [restTask(news.rest)] : []),
	];
}

function ownTask(invitation: InvitationRow): Task {
	return {
		href: paths.ownInvitation(),
		title: "Har du bett om en ny inloggning?",
		meta: `${invitation.through ?? "En administratör"} har skapat en inbjudan åt dig`,
		due: dateText(invitation.created_at),
		state: <StateBadge tone="warn" label="Svara" />,
	};
}

function confirmTask(invitation: InvitationRow): Task {
	return {
		href: paths.person(invitation.person_id),
		title: `Säg ja eller nej till inbjudan till ${invitation.person_name}`,
		meta: `Skapad av ${invitation.through ?? "okänd"}; personen har redan ett konto eller en roll i kontrollen`,
		due: dateText(invitation.created_at),
		state: <StateBadge tone="warn" label="Väntar på ja" />,
	};
}

function proposalTask(n: number): Task {
	return {
		href: paths.directoryProposals(),
		title: n === 1 ? "Svara på ett förslag från katalogen" : `Svara på ${countText(n)} förslag från katalogen`,
		meta: "Katalogen vill ändra vem någon med en roll i kontrollen är",
		state: <StateBadge tone="warn" label="Väntar på ja" />,
	};
}

function doubleTask(n: number): Task {
	return {
		href: paths.accountPairs(),
		title:
			n === 1
				? "Bedöm ett par konton som kan vara en människas"
				: `Bedöm ${countText(n)} par konton som kan vara en människas`,
		state: <StateBadge tone="warn" label="Dubbla konton" />,
	};
}

function ownNewsTask(invitation: InvitationRow): Task {
	return {
		href: paths.ownSessions(),
		title: "Din inloggning valdes genom en inbjudan",
		meta: `${invitation.through ?? "Servern"} skapade den${invitation.confirmer ? `, ${invitation.confirmer} bekräftade den` : ""}. Var det inte du, kontakta en controller genast.`,
		due: dateText(invitation.accepted_at ?? invitation.created_at),
		state: <StateBadge tone="info" label="Att känna till" />,
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
		due: dateText(invitation.accepted_at ?? invitation.created_at),
		state: <StateBadge tone="info" label="Att känna till" />,
	};
}

function restTask(n: number): Task {
	return {
		href: paths.invitations(),
		title: n === 1 ? "En inbjudan till" : `${countText(n)} inbjudningar till`,
		state: <StateBadge tone="info" label="Att känna till" />,
	};
}
