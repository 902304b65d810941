// What this browser keeps for the person who is signed in: taps and files that are not acknowledged yet, and drafts of what is typed.
// In IndexedDB, never anything of others, and nothing of the pages themselves: there is no service worker and no cache of ours.
(() => {
	const person = document.querySelector('meta[name="person"]')?.content ?? null;
	let opening;

	function open() {
		opening ??= new Promise((resolve, reject) => {
			// throws where the browser forbids storage; the promise then says so
			const asked = indexedDB.open("tillracklig", 1);
			asked.onupgradeneeded = () => {
				asked.result.createObjectStore("taps", { keyPath: "seq", autoIncrement: true });
				asked.result.createObjectStore("drafts", { keyPath: "id" });
			};
			asked.onsuccess = () => resolve(asked.result);
			asked.onerror = () => reject(asked.error);
			asked.onblocked = () => reject(new Error("blocked"));
		});
		return opening;
	}

	/** One request in a transaction of its own: done when the device says that it is, not before. */
	async function run(store, mode, ask) {
		const database = await open();
		return new Promise((resolve, reject) => {
			const transaction = database.transaction(store, mode);
			const asked = ask(transaction.objectStore(store));
			transaction.oncomplete = () => resolve(asked.result);
			transaction.onerror = () => reject(transaction.error);
			transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
		});
	}

	/** Whoever signs out takes everything along: what this page had yet to write is not written after that. */
	let has_left = false;

	const device = {
		put: (store, row) =>
			has_left ? Promise.reject(new Error("signed out")) : run(store, "readwrite", (rows) => rows.put(row)),
		all: (store) => run(store, "readonly", (rows) => rows.getAll()),
		remove: (store, key) => run(store, "readwrite", (rows) => rows.delete(key)),
		clear: async () => {
			has_left = true;
			await run("taps", "readwrite", (rows) => rows.clear());
			await run("drafts", "readwrite", (rows) => rows.clear());
		},
		mine: async (store) => (await device.all(store)).filter((row) => row.person === person),
		/** Takes away what somebody else has left, before anything of it is used. */
		async leaveOthers() {
			for (const store of ["taps", "drafts"])
				for (const row of await device.all(store))
					if (row.person !== person) await device.remove(store, row.seq ?? row.id);
		},
	};

	/** Runs `work` in one tab at a time. Without locks it runs anyway: the server keeps a tap once however often it comes. */
	function alone(name, work) {
		return navigator.locks ? navigator.locks.request(name, work) : work();
	}

	function hex(bytes) {
		return [...crypto.getRandomValues(new Uint8Array(bytes))]
			.map((byte) => byte.toString(16).padStart(2, "0"))
			.join("");
	}

	/** The same through a reload and a crash; a tab that was duplicated gets a name of its own. */
	const tab = (async () => {
		let name = hex(8);
		try {
			name = sessionStorage.getItem("flik") ?? name;
			if (navigator.locks && !(await held(name))) name = hex(8);
			sessionStorage.setItem("flik", name);
		} catch {
			// storage is forbidden: the name lives as long as the page
		}
		if (navigator.locks) void held(name);
		return name;
	})();

	/** True when this tab now holds the name, which it does until it is closed. */
	function held(name) {
		return new Promise((resolve) => {
			void navigator.locks.request(`flik-${name}`, { ifAvailable: true }, (lock) => {
				resolve(lock !== null);
				return lock === null ? undefined : new Promise(() => {});
			});
		});
	}

	async function openTabs() {
		const { held: locks = [] } = (await navigator.locks?.query()) ?? {};
		return locks.map(({ name }) => name.replace(/^flik-/, ""));
	}

	// only as a page opens: one that stands open may belong to whoever was signed in before
	if (person !== null) device.leaveOthers().catch(() => {});
	window.kept = { person, device, alone, hex, tab, openTabs };
})();
