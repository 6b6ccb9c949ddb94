/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what readers call the values of closed sets; a test compares them with the bundles. */
#include "search/fieldname.h"

#include <stdbool.h>
#include <string.h>

#include "domain/kind.h"
#include "domain/vocab.h"
#include "search/fold.h"

enum { NAME_MAX = 200 };

/* One and many. */
static const char *const kinds[KIND_COUNT] = {
	[KIND_LAW] = "法律法规|法律|法规|Закон|Законы|Lei|Leis|कानून|قانون|القوانين",
	[KIND_GUIDE] = "指南|Руководство|Руководства|Guia|Guias|मार्गदर्शिका|मार्गदर्शिकाएँ|دليل|الأدلة",
	[KIND_PROVIDER] =
	    "Service provider|Service providers|服务机构|Поставщик услуг|Поставщики услуг|"
	    "Prestador de serviços|Prestadores de serviços|सेवा प्रदाता|مقدم خدمات|مقدمو الخدمات",
	[KIND_LISTING] =
	    "Technology listing|Technology listings|技术供需|Технологическое предложение|"
	    "Технологические предложения|Anúncio de tecnologia|Anúncios de tecnologia|"
	    "प्रौद्योगिकी प्रस्ताव|عرض تقني|العروض التقنية",
	[KIND_EVENT] = "活动|Мероприятие|Мероприятия|Evento|Eventos|कार्यक्रम|فعالية|الفعاليات",
	[KIND_RESOURCE] = "Information source|Information sources|信息源|Источник информации|"
			  "Источники информации|Fonte de informação|Fontes de informação|सूचना स्रोत|"
			  "مصدر معلومات|مصادر المعلومات",
	[KIND_TERM] = "术语|Термин|Термины|Termo|Termos|शब्द|शब्दावली|مصطلح|المصطلحات",
	[KIND_FACT] =
	    "Key fact|Key facts|要点|Ключевой факт|Ключевые факты|Fato essencial|Fatos essenciais|"
	    "मुख्य तथ्य|حقيقة أساسية|الحقائق الأساسية",
};

static const char *const subjects[SUBJECT_COUNT] = {
	[SUBJECT_PATENTS] = "Patents for inventions|发明专利|Патенты на изобретения|"
			    "Patentes de invenção|आविष्कार पेटेंट|براءات الاختراع|Patents|专利|"
			    "Патенты|Изобретения|Patentes|पेटेंट|براءات|البراءات",
	[SUBJECT_UTILITY_MODELS] = "Utility models|实用新型|Полезные модели|Modelos de utilidade|"
				   "उपयोगिता मॉडल|نماذج المنفعة",
	[SUBJECT_DESIGNS] = "Industrial designs|外观设计|Промышленные образцы|Desenhos industriais|"
			    "औद्योगिक डिज़ाइन|التصاميم الصناعية|Designs|Desenho industrial|Дизайн",
	[SUBJECT_TRADE_MARKS] =
	    "Trade marks|商标|Товарные знаки|Marcas|व्यापार चिह्न|العلامات التجارية|"
	    "Trademarks|商标权|Товарный знак|Marca|ट्रेडमार्क|علامات تجارية",
	[SUBJECT_GEOGRAPHICAL_INDICATIONS] =
	    "Geographical indications|地理标志|Географические указания|"
	    "Indicações geográficas|भौगोलिक उपदर्शन|المؤشرات الجغرافية|"
	    "Geographical indication|НМПТ",
	[SUBJECT_COPYRIGHT] =
	    "Copyright and related rights|著作权与邻接权|Авторское право и смежные права|"
	    "Direitos autorais e conexos|प्रतिलिप्यधिकार और संबंधित अधिकार|"
	    "حق المؤلف والحقوق المجاورة|著作权|版权|Авторское право|Direitos autorais|"
	    "Direito autoral|कॉपीराइट|प्रतिलिप्यधिकार|حق المؤلف|حقوق المؤلف",
	[SUBJECT_SOFTWARE] = "Software|软件|Программы для ЭВМ|Programas de computador|सॉफ़्टवेयर|"
			     "البرمجيات|Programs|计算机软件|Программы",
	[SUBJECT_TRADE_SECRETS] =
	    "Trade secrets|商业秘密|Коммерческая тайна|Segredos de negócio|"
	    "व्यापार रहस्य|الأسرار التجارية|Know-how|Ноу-хау|Segredo de negócio|"
	    "سر تجاري",
	[SUBJECT_LAYOUT_DESIGNS] =
	    "Layout-designs of integrated circuits|集成电路布图设计|"
	    "Топологии интегральных микросхем|Topografias de circuitos integrados|"
	    "एकीकृत परिपथों के अभिन्यास डिज़ाइन|"
	    "التصميمات التخطيطية للدوائر المتكاملة|Layout designs|布图设计|Топологии|"
	    "Topografias",
	[SUBJECT_PLANT_VARIETIES] =
	    "Plant varieties|植物新品种|Сорта растений|Cultivares|पौधा किस्में|"
	    "الأصناف النباتية|植物品种|Селекционные достижения",
	[SUBJECT_COMPETITION] =
	    "Unfair competition|反不正当竞争|Недобросовестная конкуренция|"
	    "Concorrência desleal|अनुचित प्रतिस्पर्धा|المنافسة غير المشروعة|"
	    "Competition|不正当竞争|Конкуренция|Concorrência|प्रतिस्पर्धा|المنافسة",
	[SUBJECT_CUSTOMS] = "Customs protection|海关保护|Таможенная защита|Proteção aduaneira|"
			    "सीमाशुल्क संरक्षण|الحماية الجمركية|Customs|海关|Таможня|Alfândega|"
			    "सीमाशुल्क|الجمارك",
	[SUBJECT_CONTRACTS] = "Licences and transfer|许可与转让|Лицензии и передача прав|"
			      "Licenças e transferência|अनुज्ञप्ति और अंतरण|التراخيص والتنازل|"
			      "Licences|Licenses|Contracts|许可|合同|Лицензии|Договоры|Licenças|"
			      "Contratos|अनुज्ञप्ति|التراخيص|العقود",
	[SUBJECT_ENFORCEMENT] = "Enforcement|执法与维权|Защита прав|Defesa dos direitos|प्रवर्तन|"
				"إنفاذ الحقوق|维权|执法",
};

static const char *const statuses[LAW_STATUS_COUNT] = {
	[LAW_IN_FORCE] = "In force|现行有效|Действует|Em vigor|प्रवृत्त|نافذ|现行|有效|Действующий|"
			 "Vigente|लागू|سار|ساري",
	[LAW_NOT_YET] = "Not yet in force|尚未生效|Ещё не вступил в силу|Ainda não em vigor|"
			"अभी प्रवृत्त नहीं|لم يدخل حيز النفاذ بعد|未生效|Não vigente",
	[LAW_REPEALED] = "Repealed|已废止|Утратил силу|Revogada|निरसित|ملغى|废止|失效|Отменён|"
			 "Недействующий|Revogado|Revogadas|ملغي",
	[LAW_UNKNOWN] = "Status not stated|效力状态未注明|Статус не указан|Situação não informada|"
			"स्थिति नहीं बताई गई|الحالة غير مذكورة",
};

/* Which of ${n} has the folded ${value} among its names; -1: none. */
static int
among_names(const char *const *names, int n, const char *value, size_t size)
{
	char folded[NAME_MAX];
	const char *p;
	size_t m;

	for (int i = 0; i < n; i++) {
		for (p = names[i]; *p != '\0'; p += m + (p[m] == '|')) {
			m = strcspn(p, "|");
			if (fold_string(p, m, folded, sizeof(folded)) == size &&
			    memcmp(folded, value, size) == 0)
				return (i);
		}
	}
	return (-1);
}

/* The same of the ids of a vocabulary. */
static int
among_ids(enum vocab vocab, int n, const char *value, size_t size)
{
	char folded[NAME_MAX];
	const char *id;

	for (int i = 0; i < n; i++) {
		id = vocab_id(vocab, i);
		if (fold_string(id, strlen(id), folded, sizeof(folded)) == size &&
		    memcmp(folded, value, size) == 0)
			return (i);
	}
	return (-1);
}

static const char *
kind(const char *value, size_t size)
{
	char id[32];
	enum kind k;
	int i;

	/* Ids are short. */
	memcpy(id, value, size < sizeof(id) ? size : 0);
	id[size < sizeof(id) ? size : 0] = '\0';
	if (kind_from_id(id, &k) || kind_from_plural(id, &k))
		return (kind_id(k));
	i = among_names(kinds, KIND_COUNT, value, size);
	return (i < 0 ? NULL : kind_id((enum kind)i));
}

const char *
fieldname_id(enum syntax_field field, const char *value, size_t size)
{
	int i;

	switch (field) {
	case FIELD_KIND:
		return (kind(value, size));
	case FIELD_SUBJECT:
		if ((i = among_ids(VOCAB_SUBJECT, SUBJECT_COUNT, value, size)) < 0)
			i = among_names(subjects, SUBJECT_COUNT, value, size);
		return (i < 0 ? NULL : vocab_id(VOCAB_SUBJECT, i));
	case FIELD_STATUS:
		if ((i = among_ids(VOCAB_LAW_STATUS, LAW_STATUS_COUNT, value, size)) < 0)
			i = among_names(statuses, LAW_STATUS_COUNT, value, size);
		return (i < 0 ? NULL : vocab_id(VOCAB_LAW_STATUS, i));
	default:
		return (NULL);
	}
}
