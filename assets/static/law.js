// SPDX-License-Identifier: GPL-2.0-or-later
// Small helps on the pages of laws; everything works without them.

// Buttons that need a script appear only with it.
for (const button of document.querySelectorAll('[data-copy]')) {
	if (!navigator.clipboard) continue
	button.hidden = false
	button.addEventListener('click', async () => {
		const words = button.textContent
		try {
			await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim())
		} catch {
			return
		}
		button.textContent = button.dataset.done
		setTimeout(() => { button.textContent = words }, 2000)
	})
}
for (const button of document.querySelectorAll('[data-print]')) {
	button.hidden = false
	button.addEventListener('click', () => window.print())
}

// On a narrow page the contents begin folded.
const contents = document.querySelector('.law > .text > .contents, .beside-law > .contents')
const beside = matchMedia('(min-width: 75rem)')
if (contents && (!beside.matches || contents.parentElement.matches('.beside-law'))) contents.open = false

// The article that is being read is marked in the contents, which scroll along.
if (contents && 'IntersectionObserver' in window) {
	const entries = new Map()
	for (const link of contents.querySelectorAll('a[href^="#"]')) entries.set(link.getAttribute('href').slice(1), link)
	const seen = new Set()
	let marked
	const mark = () => {
		let first
		for (const id of seen)
			if (!first || first.compareDocumentPosition(document.getElementById(id)) & Node.DOCUMENT_POSITION_PRECEDING)
				first = document.getElementById(id)
		const link = first && entries.get(first.id)
		if (!link || link === marked) return
		marked?.removeAttribute('aria-current')
		marked = link
		link.setAttribute('aria-current', 'location')
		for (let fold = link.closest('details'); fold && fold !== contents; fold = fold.parentElement.closest('details'))
			fold.open = true
		if (beside.matches && contents.open) {
			const box = contents.getBoundingClientRect(), at = link.getBoundingClientRect()
			if (at.top < box.top + 40 || at.bottom > box.bottom - 40)
				contents.scrollTop += at.top - box.top - contents.clientHeight / 2
		}
	}
	const observer = new IntersectionObserver(changes => {
		for (const change of changes)
			if (change.isIntersecting) seen.add(change.target.id)
			else seen.delete(change.target.id)
		mark()
	}, { rootMargin: '-10% 0px -60%' })
	for (const id of entries.keys()) {
		const article = document.getElementById(id)
		if (article) observer.observe(article)
	}
}
