/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the words of grammar, in the ten languages of the term base. */
#include "search/question.h"

#include <string.h>

bool
question_small(const struct word *w)
{
	return (words_among(w->light, w->nlight,
	    "a an the of and or for to in on at by with from is are be was do does how what "
	    "which when where why can i my "
	    "o os as um uma de da dos das e ou em no na nos nas ao à por para com que como "
	    "qual quais quando onde é pelo pela "
	    "и в во на с со к ко о об от для по из за у как что какой какая какие где когда ли "
	    "или это "
	    "yang dan untuk dengan dari di ke pada atas dalam oleh apa bagaimana "
	    "का के की में से को पर और या है हैं क्या कैसे लिए "
	    "في من على إلى عن ما هي هو هل كيف أو"));
}

bool
question_word(const struct word *w)
{
	return (words_among(w->light, w->nlight,
	    "how what which when where why who whom whose does did "
	    "qual quais quando onde quem quanto quantos quantas "
	    "что какой какая какое какие какого каких где когда кто кому почему зачем сколько "
	    "как каким чем чего "
	    "apa siapa kapan mana bagaimana mengapa berapa "
	    "क्या कैसे कब कहाँ कौन किस किसने कितने कितनी क्यों "
	    "ما ماذا متى أين كيف لماذا كم أي هل "
	    "چه چرا کجا چگونه کدام چند آیا "
	    "ምን ማን መቼ የት ለምን እንዴት ስንት"));
}

bool
question_sign(const char *text, size_t size)
{
	static const char *const signs[] = { "?", "？", "؟", "፧" };

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (memmem(text, size, signs[i], strlen(signs[i])) != NULL)
			return (true);
	return (false);
}
