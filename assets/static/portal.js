// SPDX-License-Identifier: GPL-2.0-or-later
// What a page does better with scripts; it works without.  Search boxes suggest while one types, and browsers that do
// not follow ping= by themselves tell which result was opened.
'use strict'

for (const form of document.querySelectorAll('form[data-suggest]')) {
	const input = form.querySelector('input[type=search]')
	const list = document.createElement('ul')
	let options = [], at = -1, typed = '', waiting, request

	list.id = `suggestions-${document.querySelectorAll('.suggestions').length}`
	list.className = 'suggestions'
	list.hidden = true
	list.setAttribute('role', 'listbox')
	list.setAttribute('aria-label', form.dataset.label)
	form.append(list)
	input.autocomplete = 'off'
	for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list',
		'aria-controls': list.id, 'aria-expanded': 'false' }))
		input.setAttribute(name, value)

	const close = () => {
		clearTimeout(waiting)
		request?.abort()
		list.hidden = true
		list.replaceChildren()
		options = []
		at = -1
		input.setAttribute('aria-expanded', 'false')
		input.removeAttribute('aria-activedescendant')
	}
	const choose = text => {
		input.value = text
		close()
		form.requestSubmit(form.querySelector('button'))
	}
	const show = words => {
		close()
		options = words.map((word, i) => {
			const option = document.createElement('li')
			option.id = `${list.id}-${i}`
			option.setAttribute('role', 'option')
			option.setAttribute('aria-selected', 'false')
			option.dir = 'auto'
			option.textContent = word
			// Before the box loses the focus and the list closes.
			option.addEventListener('pointerdown', e => e.preventDefault())
			option.addEventListener('click', () => choose(word))
			return option
		})
		if (options.length === 0) return
		list.replaceChildren(...options)
		list.hidden = false
		input.setAttribute('aria-expanded', 'true')
	}
	const move = to => {
		options[at]?.setAttribute('aria-selected', 'false')
		at = to
		const option = options[at]
		input.value = option?.textContent ?? typed
		if (option) {
			option.setAttribute('aria-selected', 'true')
			option.scrollIntoView({ block: 'nearest' })
			input.setAttribute('aria-activedescendant', option.id)
		} else {
			input.removeAttribute('aria-activedescendant')
		}
	}
	const ask = async () => {
		request = new AbortController()
		try {
			const asked = new URLSearchParams({ locale: document.documentElement.lang, q: typed })
			const answer = await fetch(`${form.dataset.suggest}?${asked}`, { signal: request.signal })
			if (answer.ok) show((await answer.json()).suggestions)
		} catch {
			// Aborted by the next letter, or away: then there is none.
		}
	}
	input.addEventListener('input', e => {
		if (e.isComposing) return
		typed = input.value
		close()
		if (typed.trim() !== '') waiting = setTimeout(ask, 150)
	})
	input.addEventListener('compositionend', () => input.dispatchEvent(new InputEvent('input')))
	input.addEventListener('blur', close)
	input.addEventListener('keydown', e => {
		if (e.isComposing || options.length === 0) return
		if (e.key === 'ArrowDown') move(at + 1 < options.length ? at + 1 : -1)
		else if (e.key === 'ArrowUp') move(at < 0 ? options.length - 1 : at - 1)
		else if (e.key === 'Escape') {
			input.value = typed
			close()
		} else if (e.key === 'Enter' && at >= 0) choose(options[at].textContent)
		else return
		e.preventDefault()
	})
}

for (const link of document.querySelectorAll('a[ping]')) {
	const to = link.getAttribute('ping')
	const tell = () => navigator.sendBeacon(to)

	// One way for all browsers, so that nothing is counted twice.
	link.removeAttribute('ping')
	link.addEventListener('click', tell)
	link.addEventListener('auxclick', e => e.button === 1 && tell())
}
