"""The fixed words of an edition in Russian, under the keys of `english`."""

_LABELS = {
    # The State.
    "label.state": "Государство",
    "label.state_code": "Код государства",
    "label.official_name": "Официальное название",
    "label.regional_group": "Региональная группа",
    "label.legal_system": "Правовая система",
    "label.official_languages": "Официальные языки",
    "label.time_zone": "Часовой пояс (GMT +/-)",
    "label.general_information": "Общая информация",
    "label.treaty_status": "Участие в договорах",
    "label.asset_recovery_networks": "Сети по возвращению активов",
    "label.cooperation_networks": "Судебные сети",
    "label.public_holidays": "Праздничные дни",
    "label.if_no_authority_answers": "Если ни один орган не отвечает",
    "label.no_authority_designated": "Орган не назначен для",
    # A territory.
    "label.territory": "Особый район или территория",
    "label.territory_kind": "Вид территории",
    "label.treaty_extension": "Распространяющиеся на нее договоры",
    "label.separate_mla_system": "Отдельная система взаимной правовой помощи",
    # The authority.
    "label.record_number": "Номер записи",
    "label.authority": "Орган",
    "label.name": "Название органа",
    "label.name_local": "Название на национальном языке",
    "label.name_transliterated": "Название латинскими буквами",
    "label.other_names": "Другие названия",
    "label.acronym": "Сокращение",
    "label.parent": "Вышестоящий орган",
    "label.kind": "Вид органа",
    "label.service": "Подразделение для контактов",
    "label.address": "Полный почтовый адрес",
    "label.city": "Город",
    "label.state_or_province": "Штат или провинция",
    "label.postal_code": "Почтовый индекс",
    "label.visiting_address": "Адрес местонахождения",
    "label.telephone": "Телефон",
    "label.fax": "Факс",
    "label.email": "Электронная почта",
    "label.website": "Веб-сайт",
    "label.office_hours": "Часы работы",
    "label.lunch_break": "Обеденный перерыв",
    "label.languages_spoken": "Языки общения",
    "label.additional_information": "Дополнительная информация",
    "label.status": "Статус",
    # A contact point.
    "label.contact_point": "Контактный пункт",
    "label.post_title": "Должность",
    "label.person_name": "Контактное лицо",
    "label.salutation": "Обращение",
    "label.contact_details": "Контактные данные",
    "label.additional_contact": "Дополнительные контактные данные",
    "label.main_contact": "Основной контактный пункт",
    "label.urgent_contact": "Контактный пункт для срочных случаев",
    "label.urgent_contact_round_the_clock": "Контактный пункт для срочных случаев (круглосуточно)",
    "label.languages_of_contact": "Языки контактного лица",
    "label.in_post_since": "В должности с",
    "label.replaced_by": "Замена",
    "label.visible_to": "Доступно для",
    # A designation.
    "label.request_type": "Вид просьбы",
    "label.designated_under": "Назначен в соответствии с",
    "label.role": "Роль",
    "label.capacity": "Получает, выполняет или препровождает просьбы",
    "label.area_of_jurisdiction": "Территориальная компетенция",
    "label.only_one": "Единственный орган, назначенный для этого вида просьб",
    "label.is_default": "В случае сомнений направлять сюда",
    "label.responsibilities": "Обязанности",
    "label.types_of_assistance": "Виды помощи",
    "label.areas_of_assistance": "Области помощи, оказываемой органами по предупреждению",
    "label.forwards_misdirected": "Пересылает ошибочно направленные просьбы",
    "label.competence": "Компетентен, если",
    "label.valid_from": "Действует с",
    "label.valid_until": "Действует до",
    "label.notified": "Уведомление Генеральному секретарю",
    # Channels, form, languages, urgent cases.
    "label.normal_case": "Обычный случай",
    "label.urgent_case": "Срочный случай",
    "label.channels": "Каналы препровождения",
    "label.all_else": "Прочие сведения",
    "label.channels_and_languages": "Каналы и языки",
    "label.channels_normal": "Каналы в обычных случаях",
    "label.channels_urgent": "Каналы в срочных случаях",
    "label.interpol": "Через Интерпол (INTERPOL)",
    "label.copy_to": "Копия",
    "label.forms_accepted": "Принимаемые форматы и каналы",
    "label.forms_normal": "Принимаемые форматы в обычных случаях",
    "label.forms_urgent": "Принимаемые форматы в срочных случаях",
    "label.encryption": "Шифрование",
    "label.electronic_signature": "Электронная подпись",
    "label.original_to_follow": "Подлинник направляется вслед по почте",
    "label.oral_confirmed": "Устная просьба с письменным подтверждением",
    "label.urgent_procedure": "Особая процедура в срочных случаях",
    "label.response_time": "Обычный срок ответа",
    "label.accepted_languages": "Приемлемые языки",
    "label.accepted_languages_normal": "Языки в обычных случаях",
    "label.accepted_languages_urgent": "Языки в срочных случаях",
    "label.languages_of_annexes": "Языки прилагаемых документов",
    # Legal requirements.
    "label.legal_requirements": "Правовые требования",
    "label.information_needed": "Сведения, необходимые для выполнения",
    "label.documentation": "Требуемые документы",
    "label.dual_criminality": "Обоюдное признание деяния преступлением",
    "label.minimum_penalty": "Минимальное наказание",
    "label.use_limitation": "Ограничения на использование доказательств",
    "label.confidentiality": "Конфиденциальность",
    "label.refusal_grounds": "Основания для отказа",
    "label.video_hearing": "Заслушание с помощью видеосвязи",
    "label.minor_cases": "Малозначительные дела",
    "label.costs": "Расходы",
    "label.legalization": "Легализация",
    "label.extradition_of_nationals": "Выдача собственных граждан",
    "label.provisional_arrest": "Предварительный арест",
    "label.extradition_procedures": "Процедуры выдачи",
    "label.surrender_deadline": "Срок передачи выдаваемого лица",
    "label.statute_of_limitation": "Сроки давности",
    "label.availability": "Применимость в этом государстве",
    "label.alternative_measure": "Альтернативная мера",
    "label.accepts_draft": "Рассматривает проект просьбы",
    "label.draft_requests": "Проекты просьб",
    "label.templates": "Национальные образцы и руководства",
    "label.other_requirements": "Прочие требования",
    # Legal basis.
    "label.legal_basis": "Конвенция как правовое основание",
    "label.legal_basis_untoc": (
        "Использование Конвенции против организованной преступности (UNTOC) в качестве правового "
        "основания"
    ),
    "label.legal_basis_uncac": (
        "Использование Конвенции против коррупции (UNCAC) в качестве правового основания"
    ),
    "label.legal_basis_drug1988": (
        "Использование Конвенции 1988 года в качестве правового основания"
    ),
    "label.other_bases": "Иные правовые основания",
    "label.reservation": "Оговорка или заявление",
    "label.cases": "Дела, в которых использовалась Конвенция",
    # Links, attachments, provenance, confirmation.
    "label.links": "Законы и веб-сайты",
    "label.law_citation": "Ссылка на акт",
    "label.last_checked": "Ссылка проверена",
    "label.attachments": "Иные соответствующие документы",
    "label.provenance": "Источник",
    "label.notification": "Уведомление",
    "label.notification_reference": "Исходящий номер",
    "label.notification_date": "Дата уведомления",
    "label.received_on": "Дата получения",
    "label.wording_of_notification": "Текст уведомления",
    "label.confirmation": "Подтверждение",
    "label.last_confirmed": "Последнее подтверждение",
    "label.next_confirmation": "Срок следующего подтверждения",
    "label.last_updated": "Последнее обновление",
    "label.effective_from": "Действует с",
    "label.contact_changed": "Контактные данные изменены",
    "label.remarks": "Примечания",
}

_CODES = {
    "route.direct": "Непосредственно между органами",
    "route.diplomatic": "Дипломатические каналы",
    "route.interpol": "Интерпол (INTERPOL)",
    "route.other_network": "Другая сеть",
    "route.secure_platform": "Защищенная платформа",
    "acceptance.required": "обязательно",
    "acceptance.accepted": "принимается",
    "acceptance.accepted_if_agreed": "принимается по предварительной договоренности",
    "acceptance.accepted_with_conditions": "принимается при определенных условиях",
    "acceptance.not_accepted": "не принимается",
    "acceptance.unknown": "не указано",
    "mode.normal": "Обычный случай",
    "mode.urgent": "Срочный случай",
    "mode.communication": "Общение",
    "mode.annexes": "Прилагаемые документы",
    "form.post": "почта",
    "form.courier": "курьерская служба",
    "form.fax": "факс",
    "form.email": "электронная почта",
    "form.email_encrypted": "зашифрованная электронная почта",
    "form.platform": "электронная платформа",
    "form.oral": "устная просьба",
    "form.in_person": "личная передача",
    "need.not_needed": "не требуется",
    "need.preferred": "желательно",
    "need.required": "требуется",
    "need.unknown": "не указано",
    "role.central_authority": "Центральный орган",
    "role.competent_authority": "Компетентный орган",
    "role.focal_point": "Координационный центр",
    "role.single_point_of_contact": "Единый контактный пункт",
    "role.prevention_authority": "Орган по предупреждению",
    "capacity.receives": "получает просьбы",
    "capacity.executes": "выполняет просьбы",
    "capacity.transmits": "препровождает просьбы",
    "capacity.sends": "направляет просьбы",
    "dual_criminality.required": "Требуется",
    "dual_criminality.not_required": "Не требуется",
    "dual_criminality.in_part": "Требуется частично",
    "dual_criminality.discretionary": "По усмотрению",
    "dual_criminality.unknown": "Не указано",
    "legal_basis.yes": "используется в качестве правового основания",
    "legal_basis.no": "не используется в качестве правового основания",
    "legal_basis.only_if_no_other_treaty": (
        "используется только в отсутствие иного применимого договора"
    ),
    "legal_basis.not_required": "не требуется, поскольку внутреннее право не требует договора",
    "legal_basis.unknown": "не указано",
    "language_rule.official": "официальный язык",
    "language_rule.accepted": "принимается",
    "language_rule.courtesy_translation": "с неофициальным переводом",
    "language_rule.certified_translation": "с заверенным переводом",
    "legalization.needed": "Требуется",
    "legalization.not_needed": "Не требуется",
    "legalization.apostille": "Достаточно апостиля",
    "legalization.unknown": "Не указано",
    "nationals.yes": "Собственные граждане выдаются",
    "nationals.no": "Собственные граждане не выдаются",
    "nationals.conditions": "Собственные граждане выдаются при определенных условиях",
    "nationals.unknown": "Не указано",
    "procedure.normal": "Обычная процедура",
    "procedure.simplified": "Упрощенная процедура",
    "availability.applicable": "Применимо",
    "availability.not_applicable": "Не применимо",
    "availability.to_a_certain_extent": "Применимо в определенной степени",
    "applies_to.all": "во всех случаях",
    "applies_to.charged": "в отношении обвиняемого лица",
    "applies_to.sentenced": "в отношении осужденного лица",
    "document.certified": "заверено",
    "document.translated": "с переводом",
    "unit.days": "дн.",
    "unit.months": "мес.",
    "unit.years": "лет",
    "authority_kind.ministry_of_justice": "Министерство юстиции",
    "authority_kind.ministry_of_foreign_affairs": "Министерство иностранных дел",
    "authority_kind.ministry_of_interior": "Министерство внутренних дел",
    "authority_kind.prosecution": "Прокуратура",
    "authority_kind.court": "Суд",
    "authority_kind.police": "Полиция",
    "authority_kind.customs": "Таможня",
    "authority_kind.coast_guard": "Береговая охрана или морской орган",
    "authority_kind.anti_corruption_body": "Орган по противодействию коррупции",
    "authority_kind.financial_intelligence_unit": "Подразделение финансовой разведки",
    "authority_kind.asset_recovery_office": "Бюро по возвращению активов",
    "authority_kind.culture": "Орган по вопросам культуры и наследия",
    "authority_kind.other": "Иной орган",
    "territory_kind.special_region": "Особый район",
    "territory_kind.dependent_territory": "Зависимая территория",
    "territory_kind.federal_unit": "Субъект федерации",
    "territory_kind.municipality": "Муниципалитет",
    "territory_kind.former": "Бывшая территория",
    "extension.extends": "распространяется на нее",
    "extension.does_not_extend": "не распространяется на нее",
    "extension.unknown": "не указано",
    "regional_group.african": "Африканские государства",
    "regional_group.asia_pacific": "Государства Азии и Тихого океана",
    "regional_group.eastern_european": "Восточноевропейские государства",
    "regional_group.latin_american_caribbean": (
        "Государства Латинской Америки и Карибского бассейна"
    ),
    "regional_group.western_european_others": "Западноевропейские и другие государства",
    "regional_group.none": "Не входит в региональную группу",
    "telephone_use.switchboard": "коммутатор",
    "telephone_use.service": "подразделение",
    "telephone_use.urgent": "срочные случаи",
    "email_use.functional": "служебный почтовый ящик",
    "email_use.personal": "личный почтовый ящик",
    "contact_use.normal": "обычные случаи",
    "contact_use.urgent": "срочные случаи",
    "link_kind.national_law": "Национальное законодательство",
    "link_kind.website": "Веб-сайт",
    "link_kind.guide": "Руководство",
    "link_kind.template": "Образец",
    "link_kind.sherloc_record": "Запись в SHERLOC",
    "link_kind.depositary_notification": "Уведомление депозитария",
    "link_kind.network_page": "Страница сети",
    "link_kind.treaty_text": "Текст договора",
    "attachment_kind.note_verbale": "Вербальная нота",
    "attachment_kind.template": "Образец",
    "attachment_kind.guide": "Руководство",
    "attachment_kind.form": "Бланк",
    "notification_kind.depositary_notification": "Уведомление депозитария",
    "notification_kind.note_verbale": "Вербальная нота",
    "notification_kind.letter": "Письмо",
    "notification_kind.form": "Бланк",
    "notification_kind.email": "Сообщение по электронной почте",
    "treaty_action.signature": "Подписание",
    "treaty_action.definitive_signature": "Окончательное подписание",
    "treaty_action.ratification": "Ратификация",
    "treaty_action.acceptance": "Принятие",
    "treaty_action.approval": "Утверждение",
    "treaty_action.formal_confirmation": "Официальное подтверждение",
    "treaty_action.accession": "Присоединение",
    "treaty_action.succession": "Правопреемство",
    "treaty_action.withdrawal": "Выход",
    "treaty_action.party": "Участник",
    "treaty_action.in_force": "в силе с",
    "treaty_action.not_party": "Не является участником",
    "treaty_action.date_not_known": "Участник, дата здесь не известна",
    "confirmation.confirmed": "Подтверждено",
    "confirmation.due": "Подлежит подтверждению",
    "confirmation.overdue": "Не подтверждено",
    "confirmation.never": "Ни разу не подтверждено для этого справочника",
    "confirmation_means.account": "государством через его учетную запись",
    "confirmation_means.note_verbale": "вербальной нотой",
    "confirmation_means.form": "бланком",
    "status.live": "Действующая запись",
    "status.not_confirmed": "Не подтверждено",
    "status.superseded": "Заменено",
    "status.withdrawn": "Отозвано",
    "origin.notification": "Открытое уведомление",
    "origin.made_up": "Вымышлено для демонстрации",
    "origin.state": "Представлено государством",
    "request_type.mla": "Взаимная правовая помощь",
    "request_type.extradition": "Выдача",
    "request_type.transfer": "Передача осужденных лиц",
    "request_type.drugs_sea": (
        "Незаконный оборот наркотических средств и психотропных веществ на море"
    ),
    "request_type.migrants_sea": "Незаконный ввоз мигрантов по морю",
    "request_type.firearms": "Незаконное изготовление и оборот огнестрельного оружия",
    "request_type.cultural_property": "Незаконный оборот культурных ценностей",
    "request_type.prevention": "Предупреждение транснациональной организованной преступности",
    "request_type.corruption_prevention": "Органы по предупреждению коррупции",
    "request_type.asset_recovery": "Возвращение активов",
}

_ASSISTANCE = {
    "measure.evidence": "получение доказательств или показаний",
    "measure.service": "вручение судебных документов",
    "measure.search_seizure": "обыски, выемка и замораживание",
    "measure.examination": "осмотр объектов и участков местности",
    "measure.information": "информация, вещественные доказательства и оценки экспертов",
    "measure.documents": "подлинники или заверенные копии документов и материалов",
    "measure.tracing": (
        "выявление или отслеживание доходов, имущества и средств совершения преступлений"
    ),
    "measure.appearance": "добровольная явка лиц",
    "measure.other": "любой иной вид помощи",
    "measure.transfer_of_proceedings": "передача уголовного производства",
    "measure.video_conference": "заслушание с помощью видеосвязи",
    "measure.joint_investigation": "совместные расследования",
    "measure.controlled_delivery": "контролируемая поставка",
    "measure.preservation": "оперативное обеспечение сохранности хранимых данных",
    "measure.stored_data": "доступ к хранимым данным",
    "measure.traffic_data": "сбор данных о трафике в режиме реального времени",
    "measure.confirm_registry": "подтверждение регистрации или права плавания под флагом",
    "measure.boarding": "разрешение на высадку, досмотр или иные меры",
    "measure.request_assistance": "просьба об оказании помощи",
    "measure.provisional_arrest": "предварительный арест",
    "measure.person_charged": "просьба в отношении обвиняемого лица",
    "measure.person_sentenced": "просьба в отношении осужденного лица",
    "measure.simplified": "упрощенная процедура",
    "measure.transit": "транзит",
    "dimension.offence": "Преступление",
    "dimension.sub_measure": "Запрашиваемая мера",
    "dimension.stage": "Стадия производства",
    "dimension.territory": "Территория",
    "dimension.requesting_state": "Запрашивающее государство или регион",
    "dimension.treaty": "Договор",
    "dimension.urgency": "Срочность",
    "dimension.value": "Стоимость",
    "dimension.other": "Прочее",
    "operator.is": "—",
    "operator.is_not": "— не",
    "operator.in": "— одно из следующего",
}

_DETAILS = {
    # Parts of a line that stand between others, and so begin small.
    "detail.acronym": "сокращение: ",
    "detail.reports_to": "вышестоящий орган: ",
    "detail.main_contact": "основной контактный пункт",
    "detail.in_post_since": "в должности с ",
    "detail.hours": "часы: ",
    "detail.languages": "языки: ",
    "detail.lunch": "обеденный перерыв ",
    "detail.only_one": "единственный орган для этого вида просьб",
    "detail.not_only_one": "не единственный орган для этого вида просьб",
    "detail.is_default": "в случае сомнений направлять сюда",
    "detail.forwards": "пересылает ошибочно направленные просьбы",
    "detail.does_not_forward": "не пересылает ошибочно направленные просьбы",
    "detail.copy_to": "копия: ",
    "detail.encryption": "шифрование: ",
    "detail.encryption_key": "ключ шифрования: ",
    "detail.electronic_signature": "электронная подпись: ",
    "detail.original_follows": "подлинник направляется вслед по почте",
    "detail.no_original": "направлять подлинник по почте не требуется",
    "detail.within": " в срок до ",
    "detail.oral_confirmed": "устная просьба подтверждается в письменной форме",
    "detail.oral_not_confirmed": "письменного подтверждения устной просьбы не требуется",
    "detail.contact_post": "контактный пункт: ",
    "detail.procedure": "Процедура: ",
    "detail.response_time": "обычный срок ответа: ",
    "detail.received": "получено ",
    "detail.source": "источник: ",
    "detail.wording": "текст: ",
    "detail.valid_from": "действует с ",
    "detail.valid_until": "действует до ",
    "detail.signed": "подписание: ",
    "detail.other_bases": "Иные правовые основания: ",
    "detail.reservation": "Оговорка или заявление: ",
    "detail.takes_drafts": "рассматривает проект просьбы",
    "detail.takes_no_drafts": "не рассматривает проекты просьб",
    "detail.in_effect_from": "действует с ",
    "detail.confirmed": "подтверждено ",
    "detail.never_confirmed": "ни разу не подтверждено для этого справочника",
    "detail.next_due": "срок следующего подтверждения: ",
    "unanswered.channels": "каналы препровождения",
    "unanswered.channels_normal": "каналы в обычных случаях",
    "unanswered.channels_urgent": "каналы в срочных случаях",
    "unanswered.interpol": "Интерпол (INTERPOL)",
    "unanswered.languages": "приемлемые языки",
    "unanswered.languages_normal": "приемлемые языки в обычных случаях",
    "unanswered.languages_urgent": "приемлемые языки в срочных случаях",
    "detail.as_for": "Как указано выше: ",
    "detail.as_in_first_part": "Как в части I: ",
    "detail.first_part": "Как в части I",
}

_MARKS = {
    "mark.made_up": "Вымышлено для демонстрации: такого органа не существует.",
    "mark.historic": (
        "Архивная запись: взята из прежнего открытого уведомления; может быть уже недействительной."
    ),
    "mark.not_confirmed": "Не подтверждено государством в установленный срок.",
    "mark.confirmation_due": "Государству предложено подтвердить эту запись.",
    "mark.contact_changed": "Контактные данные изменены ",
    "mark.name_translated": "Название дано в переводе; подлинное название здесь не известно.",
    "mark.withdrawn": "Государство отозвало это назначение.",
    "mark.demonstration": "Демонстрация",
    "mark.draft": "Черновые формулировки, не проверены",
}

_WORDS = {
    "word.not_stated": "Не указано",
    "word.unknown": "Не известно",
    "word.none": "Нет",
    "word.yes": "Да",
    "word.no": "Нет",
    "word.and": " и ",
    "word.or": " или ",
    "word.to": " до ",
    "word.from": " с ",
    "word.until": "до ",
    "word.since": "с ",
    "word.on": "от ",
    "word.by": "кем: ",
    "word.through": "через ",
    "word.extension": " доб. ",
    "word.days": "дн.",
    "word.hours": "ч.",
    "word.closed": "закрыто",
    "word.round_the_clock": "круглосуточно, без выходных",
    "word.during_office_hours": "в рабочие часы",
    "word.whole_state": "Все государство",
    "word.any_official_un_language": "любой официальный язык Организации Объединенных Наций",
    "word.any_language": "любой язык",
    "word.gmt": "GMT",
    "word.utc": "UTC",
    "word.normal_cases": "обычные случаи",
    "word.urgent_cases": "срочные случаи",
    "word.same_as_normal": "Как в обычных случаях",
    "word.as_above": "См. выше",
    "word.see": "См. ",
    "word.record": "Запись ",
    "word.revision": "редакция ",
    "word.article": "статья ",
    "word.articles": "статьи ",
    "word.under": "в соответствии с ",
    "word.under_domestic_law": "внутреннее право",
    "word.reciprocity": "взаимность",
    "word.bilateral_treaty": "двусторонний договор",
    "word.regional_treaty": "региональный договор",
    "word.no_penalty_limit": "Без минимального порога",
    "word.made_up": "вымышлено",
    "word.historic": "архивная запись",
    "punctuation.space": " ",
    "punctuation.colon": ": ",
    "punctuation.comma": ", ",
    "punctuation.semicolon": "; ",
    "punctuation.full_stop": ".",
    "punctuation.sentence": ". ",
    "punctuation.dash": " – ",
    "punctuation.range": "–",
    "punctuation.slash": "/",
    "punctuation.open_bracket": " (",
    "punctuation.close_bracket": ")",
    "punctuation.open_quote": "«",
    "punctuation.close_quote": "»",
}

_CALENDAR = {
    "short_weekday.monday": "пн",
    "short_weekday.tuesday": "вт",
    "short_weekday.wednesday": "ср",
    "short_weekday.thursday": "чт",
    "short_weekday.friday": "пт",
    "short_weekday.saturday": "сб",
    "short_weekday.sunday": "вс",
    "short_month.1": "янв.",
    "short_month.2": "февр.",
    "short_month.3": "марта",
    "short_month.4": "апр.",
    "short_month.5": "мая",
    "short_month.6": "июня",
    "short_month.7": "июля",
    "short_month.8": "авг.",
    "short_month.9": "сент.",
    "short_month.10": "окт.",
    "short_month.11": "нояб.",
    "short_month.12": "дек.",
    "weekday.monday": "понедельник",
    "weekday.tuesday": "вторник",
    "weekday.wednesday": "среда",
    "weekday.thursday": "четверг",
    "weekday.friday": "пятница",
    "weekday.saturday": "суббота",
    "weekday.sunday": "воскресенье",
    "month.1": "января",
    "month.2": "февраля",
    "month.3": "марта",
    "month.4": "апреля",
    "month.5": "мая",
    "month.6": "июня",
    "month.7": "июля",
    "month.8": "августа",
    "month.9": "сентября",
    "month.10": "октября",
    "month.11": "ноября",
    "month.12": "декабря",
    "date.written": "{day} {month} {year} года",
    "date.short": "{day} {month} {year} г.",
    "date.first": "1",
}

_TEXTS = {
    "text.edition": "Издание {number}",
    "text.extract": "Выдержка: {name}",
    "text.closing_date": "Дата закрытия: {day}",
    "text.issue_date": "Дата выпуска: {day}",
    "text.subject": "Издание {number}, дата закрытия: {day}",
    "text.part": "Часть {number}",
    "text.foot": "Издание {number}",
    "text.page_before": "Стр. ",
    "text.page_between": " из ",
    "text.page_after": "",
    "text.note.heading": "Примечание",
    "text.note.designations": (
        "Названия государств и территорий и изложение материала в настоящем издании не означают "
        "выражения со стороны издателя какого-либо мнения относительно правового статуса "
        "какого-либо государства, территории, города или района или их органов власти либо "
        "относительно делимитации их границ."
    ),
    "text.note.words_of_states": (
        "Написанное государством приводится в тех выражениях и на том языке, в которых оно было "
        "получено. Ничто не переводилось и не сокращалось."
    ),
    "text.note.closing": (
        "В издании приводятся сведения, имевшиеся на конец дня {day} (UTC). Последующие изменения "
        "содержатся в онлайновом справочнике и в следующем издании."
    ),
    "text.note.use": (
        "В нем содержатся контактные данные, предоставленные для официальных просьб. Просьба "
        "использовать их только для этой цели."
    ),
    "text.note.demonstration": (
        "Это демонстрация. Органы, отмеченные как вымышленные, не существуют, а отмеченные как "
        "архивные взяты из открытых уведомлений прошлых лет и с тех пор могли измениться. Не "
        "направляйте просьб на основании этого издания."
    ),
    "text.introduction.heading": "Введение",
    "text.introduction.purpose": (
        "В настоящем справочнике перечислены органы, назначенные государствами для получения, "
        "выполнения или препровождения просьб о международном сотрудничестве, и указано, как, по "
        "каким каналам, на каких языках и с какими документами к ним обращаться."
    ),
    "text.introduction.counts": (
        "Охват настоящего издания: государств — {states}, органов — {authorities}, назначений — "
        "{designations}."
    ),
    "text.introduction.order": (
        "В каждой части государства расположены в алфавитном порядке. Под каждым государством "
        "указаны его органы, а под каждым органом — то, для чего он назначен."
    ),
    "text.introduction.types": "Виды просьб и положения, на которых они основаны",
    "text.introduction.instruments": "Документы и их сокращения",
    "text.explanations.heading": "Пояснительные примечания",
    "text.explanations.fields": "Что означают поля",
    "text.explanations.marks": "Что означают пометки",
    "text.explain.record_number": (
        "Номер, под которым орган значится в справочнике, с номером напечатанной здесь редакции. "
        "Его следует указывать в переписке о записи."
    ),
    "text.explain.time_zone": (
        "Разница в часах со средним временем по Гринвичу; второе число действует летом. Часы "
        "работы указаны по местному времени."
    ),
    "text.explain.telephone": (
        "Номера начинаются со знака + и международного кода государства; «доб.» стоит перед "
        "добавочным номером."
    ),
    "text.explain.designated_under": (
        "Положения, в соответствии с которыми государство назначило орган, например UNTOC 18(13) "
        "означает пункт 13 статьи 18."
    ),
    "text.explain.role": (
        "Термин, которым договор обозначает роль органа, и то, что он делает с просьбами: получает "
        "их, выполняет, препровождает для выполнения или направляет просьбы своего государства."
    ),
    "text.explain.area_of_jurisdiction": (
        "Если ничего не указано, орган компетентен на территории всего государства."
    ),
    "text.explain.channels": (
        "Пути, по которым может направляться просьба. На обычные и срочные случаи даются два "
        "отдельных ответа: то, что принимается в одном случае, не обязательно принимается в другом."
    ),
    "text.explain.interpol": (
        "Можно ли направлять просьбы через Международную организацию уголовной полиции (Интерпол, "
        "INTERPOL), если оба государства с этим согласны, а в срочных случаях — если это возможно."
    ),
    "text.explain.accepted_languages": "Языки, на которых принимается просьба или ее перевод.",
    "text.explain.information_needed": (
        "Что должно быть указано в просьбе, чтобы ее можно было выполнить."
    ),
    "text.explain.documentation": "Документы, которые должны прилагаться к просьбе.",
    "text.explain.dual_criminality": (
        "Должно ли деяние быть преступлением в обоих государствах, чтобы была оказана помощь."
    ),
    "text.explain.legal_basis": (
        "Рассматривает ли государство саму Конвенцию в качестве правового основания для "
        "сотрудничества."
    ),
    "text.explain.last_confirmed": (
        "День, когда государство в последний раз сообщило, что запись по-прежнему верна."
    ),
    "text.explain.not_stated": "Государство не дало ответа. Это не означает ни «да», ни «нет».",
    "text.explain.mark.not_confirmed": (
        "Каждому государству раз в год предлагается подтвердить свои записи с напоминаниями через "
        "30 и 60 дней. Запись отмечается как «Не подтверждено» с 90-го дня после срока "
        "подтверждения. Она может оставаться верной; прежде чем полагаться на нее, обратитесь в "
        "орган."
    ),
    "text.explain.mark.contact_changed": (
        "Адрес, номер телефона или канал изменились за 30 дней до даты закрытия. Прежде чем "
        "что-либо направлять, сверьте их с имеющимися у вас данными."
    ),
    "text.explain.mark.historic_name": "Архивная запись",
    "text.explain.mark.made_up_name": "Вымышлено",
    "text.explain.mark.historic": (
        "Запись взята из открытого уведомления прошлых лет и ни разу не подтверждалась для этого "
        "справочника."
    ),
    "text.explain.mark.made_up": (
        "Запись составлена для демонстрации. Такого органа не существует; его адреса и номера "
        "никуда не ведут."
    ),
    "text.explain.second_part": "Часть II",
    "text.explain.second_part_meaning": (
        "То, что относится к государству в целом, приводится в части I. Орган, который значится в "
        "обеих частях, печатается полностью в части I; в части II указаны его адрес, номера и "
        "назначения, а также страница полной записи."
    ),
    "text.explain.hidden": "[U+XXXX]",
    "text.explain.hidden_meaning": (
        "Заменяет скрытый или отсутствующий знак в полученном тексте; указан его номер в Unicode."
    ),
    "text.contents.heading": "Содержание",
    "text.full_in": "Часы работы, контактные пункты, ссылки и примечания: часть {number}",
    "text.record_number": "{number}, редакция {revision}",
    "text.not_designated.sentence": (
        "{state}: для этой части справочника назначенных органов не зарегистрировано."
    ),
    "text.not_designated.advice": (
        "Направьте просьбу по дипломатическим каналам и узнайте в Постоянном представительстве "
        "государства, какой орган ее получит. Государство назначает орган вербальной нотой на имя "
        "Генерального секретаря."
    ),
    "text.index.heading": "Указатель по видам просьб",
    "text.index.none": "Ни одно государство не назначило орган для просьб этого вида.",
    "text.missing.heading": "Государства, не назначившие органов",
    "text.missing.explanation": (
        "Государства, органы которых здесь не зарегистрированы, по частям и видам просьб. Не "
        "имеющие ни одного органа в той или иной части указаны первыми и далее не повторяются. Из "
        "списков не следует, связано ли государство соответствующим положением."
    ),
    "text.missing.not_counted": (
        "Назначение, которое на дату закрытия прекратилось или еще не началось либо касается "
        "только направления просьб, приведено в записи органа, но не учитывается в указателях, "
        "показателях и этих списках."
    ),
    "text.missing.any": "Нет органов ни для одного вида просьб",
    "text.missing.none": "Нет: все государства этой части назначили орган.",
    "text.colophon.heading": "Выходные данные",
    "text.colophon.edition": "Издание",
    "text.colophon.issuer": "Издатель",
    "text.colophon.closing": "Дата закрытия",
    "text.colophon.closing_value": "{day}, {time} UTC",
    "text.colophon.issue": "Дата выпуска",
    "text.colophon.states": "Государства",
    "text.colophon.authorities": "Органы",
    "text.colophon.authorities_value": (
        "{authorities}, из них {real} — из подлинных уведомлений, {made_up} — вымышленные"
    ),
    "text.colophon.designations": "Назначения",
    "text.colophon.not_confirmed": "Неподтвержденные органы",
    "text.colophon.content_hash": "SHA-256 содержания",
    "text.colophon.trail_head": "Последняя запись журнала аудита",
    "text.colophon.files": "Файлы",
    "text.colophon.files_value": (
        "Это издание существует в виде файла PDF для чтения и печати и файла RTF для текстовых "
        "редакторов. Их содержание одинаково."
    ),
    "text.colophon.proof": (
        "Хеш вычислен по содержанию, из которого изготовлены оба файла; последняя запись журнала "
        "аудита — та, что была в нем последней, когда содержание было зафиксировано. Файлы не "
        "зависят ни от чего иного, так что любой, кто располагает содержанием, может изготовить их "
        "заново и сравнить."
    ),
}

_BOOK = {
    # Changes since the last edition.
    "change.new": "Новое",
    "change.amended": "Изменено",
    "change.ended": "Прекращено",
    "change.not_confirmed": "Более не подтверждено",
    "change.designation_new": "Новое назначение",
    "change.designation_amended": "Назначение изменено",
    "change.designation_ended": "Назначение прекращено",
    "change.requirement_new": "Новые требования государства",
    "change.requirement_amended": "Требования государства изменены",
    "change.requirement_ended": "Требования государства прекращены",
    "change.whole_state": "Государство в целом",
    "change.before": "Было: ",
    "change.after": "Стало: ",
    "change.added": "Добавлено: ",
    "change.removed": "Удалено: ",
    "text.changes.heading": "Изменения со времени прошлого издания",
    "text.changes.first": (
        "Это первое издание справочника: более раннего, с которым его можно сравнить, нет."
    ),
    "text.changes.withdrawn": (
        "Все предыдущие издания справочника отозваны: сравнить это издание не с чем."
    ),
    "text.changes.explanation": (
        "В этом списке издание сравнивается с изданием {number}, государство за государством: "
        "новые или прекратившие действие органы и назначения и каждое измененное поле в "
        "формулировках обоих изданий. Не указанное в списке государство не изменилось. Записи, "
        "подтвержденные без изменений, не приводятся."
    ),
    "text.changes.none": "Со времени издания {number} ничего не изменилось.",
    "text.changes.new_count": "Новые органы",
    "text.changes.amended_count": "Измененные органы",
    "text.changes.ended_count": "Органы, прекратившие действие",
    "text.changes.not_confirmed_count": "Более не подтверждены",
    "text.changes.states_count": "Государства с изменениями",
    "text.changes.entry": "Вся запись в нынешнем виде",
    "text.changes.record": "запись {number}",
    # Indices.
    "text.states_index.heading": "Указатель государств",
    "text.states_index.explanation": (
        "Каждое государство под его названием на каждом из языков справочника с указанием страницы "
        "его главы в части I. Страницы части II указаны в содержании."
    ),
    "text.interpol_index.heading": "Интерпол (INTERPOL) и круглосуточные контактные пункты",
    "text.interpol_index.explanation": (
        "Органы, в отношении которых государство указало, что просьбы могут направляться через "
        "Международную организацию уголовной полиции (Интерпол, INTERPOL). Условия приведены в "
        "записи."
    ),
    "text.interpol_index.both": "Через Интерпол (INTERPOL) в обычных и срочных случаях",
    "text.interpol_index.normal": "Через Интерпол (INTERPOL) только в обычных случаях",
    "text.interpol_index.urgent": "Через Интерпол (INTERPOL) только в срочных случаях",
    "text.interpol_index.round_the_clock": (
        "Контактные пункты для срочных случаев, доступные круглосуточно и без выходных"
    ),
    "text.index.nobody": "Не зарегистрировано.",
    "text.languages_index.heading": "Указатель по приемлемым языкам",
    "text.languages_index.explanation": (
        "Государства, принимающие просьбы на том или ином языке. Виды просьб указаны в скобках, "
        "если язык принимается не для всех из них. Условия, например заверенный перевод, приведены "
        "в записи."
    ),
    # Parties, and who else may help.
    "text.parties.heading": "Участники документов",
    "text.parties.explanation": (
        "Участники каждого документа, акт, которым выражено их согласие, и дата, насколько это "
        "здесь известно. Решающими являются данные Генерального секретаря как депозитария."
    ),
    "text.parties.count": "Число участников: {number}",
    "text.fallback.heading": "Если ни один орган не отвечает",
    "text.fallback.explanation": (
        "Если орган не назначен или ни один не отвечает, направьте просьбу по дипломатическим "
        "каналам. Следующие государства указали учреждение, которое может помочь."
    ),
    "text.fallback.none": "Ни одно государство не указало учреждения, которое могло бы помочь.",
    # The edition in figures.
    "text.figures.heading": "Издание в цифрах",
    "text.figures.explanation": (
        "Показатели настоящего издания; в файле PDF они показаны и в виде диаграмм."
    ),
    "text.figures.alternative": "Столбчатая диаграмма: {numbers}.",
    "text.figures.request_types": "Органы по видам просьб",
    "text.figures.confirmations": "Органы по времени, прошедшему с последнего подтверждения",
    "text.figures.regions": "Государства, имеющие орган в части I, по регионам",
    "text.figures.of": "{number} из {whole}",
    "figure.months_3": "Менее 3 месяцев",
    "figure.months_6": "От 3 до 6 месяцев",
    "figure.months_12": "От 6 до 12 месяцев",
    "figure.older": "Год или более",
    "figure.never": "Ни разу не подтверждено для этого справочника",
    "region.africa": "Африка",
    "region.americas": "Америка",
    "region.asia": "Азия",
    "region.europe": "Европа",
    "region.oceania": "Океания",
    # The update form.
    "text.form.heading": "Бланк для обновления данных",
    "text.form.explanation": (
        "С помощью этого бланка государство сообщает о новом органе, об изменении, о прекращении "
        "назначения или о том, что запись по-прежнему верна. Заполните отдельный бланк на каждый "
        "орган, оставьте незаполненным то, что не меняется, и направьте его с вербальной нотой "
        "Постоянного представительства. Такой же бланк есть в онлайновом справочнике."
    ),
    "text.form.return": "Вернуть по адресу: {address}",
    "text.form.next_closing": "Дата закрытия следующего издания: {day}.",
    "form.section.report": "О чем сообщается",
    "form.section.authority": "Орган",
    "form.section.contact": "Контактные пункты и часы",
    "form.section.requests": "Порядок получения просьб",
    "form.section.requirements": "Чему должна соответствовать просьба",
    "form.section.signature": "Вербальная нота и подпись",
    "form.state": "Государство",
    "form.kind": "Этим бланком сообщается",
    "form.kind_choices": (
        "☐ новое назначение   ☐ изменение   ☐ прекращение   ☐ подтверждение без изменений"
    ),
    "form.provisions": "Договоры и статьи",
    "form.request_types": "Виды просьб",
    "form.territory": "Все государство или территория",
    "form.territory_choices": "☐ все государство   ☐ территория:",
    "form.record": "Номер записи, если он есть",
    "form.name": "Название на языке оригинала",
    "form.other_names": "Название на английском, французском и испанском языках",
    "form.service": "Подразделение",
    "form.address": "Полный почтовый адрес",
    "form.telephones": "Телефоны и факсы",
    "form.emails": "Адреса электронной почты и веб-сайт",
    # `form.post` is the code of requests by post.
    "form.contact_post": "Должность для контактов",
    "form.person": "Имя лица, если его следует напечатать",
    "form.visibility": "Доступно для",
    "form.visibility_choices": "☐ все учетные записи   ☐ только секретариат",
    "form.urgent": "Контактный пункт для срочных случаев и его часы",
    "form.hours": "Часы работы, обеденный перерыв и часовой пояс",
    "form.languages_spoken": "Языки общения",
    "form.languages_normal": "Языки просьб в обычных случаях",
    "form.languages_urgent": "Языки просьб в срочных случаях",
    "form.channels_normal": "Каналы в обычных случаях",
    "form.channels_urgent": "Каналы в срочных случаях",
    "form.channel_choices": (
        "☐ непосредственно   ☐ дипломатические   ☐ Интерпол (INTERPOL)   ☐ иное:"
    ),
    "form.forms": "Принимаемые форматы, шифрование, подлинник по почте",
    "form.urgent_procedure": "Процедура в срочных случаях",
    "form.information": "Сведения, необходимые для выполнения",
    "form.documentation": "Требуемые документы в отношении обвиняемого или осужденного лица",
    "form.dual_criminality": "Обоюдное признание деяния преступлением и прочие требования",
    "form.legal_basis": "Конвенция как правовое основание; иные основания",
    "form.laws": "Законы, образцы и руководства: адреса или приложения",
    "form.uncac": "Конвенция против коррупции: области помощи, сети",
    "form.competence": "Компетенция, если органов несколько",
    "form.replaces": "Заменяемая запись и дата вступления в силу",
    "form.note": "Вербальная нота: номер и дата",
    "form.signature": "Подпись и печать представительства",
    # The colophon.
    "text.colophon.previous": "Предыдущее издание",
    "text.colophon.next_closing": "Следующая дата закрытия",
    "text.colophon.wording": "Формулировки",
    "text.colophon.draft": (
        "Названия полей, заголовки и примечания на этом языке представляют собой проект, который "
        "никем не проверен. Написанное государствами печатается в том виде, в каком получено."
    ),
    "text.colophon.reviewed": "Названия полей, заголовки и примечания проверены человеком.",
    "text.colophon.verify": (
        "Чтобы проверить файл, откройте его страницу в онлайновом справочнике и сравните указанное "
        "там значение SHA-256, посмотрите подпись в программе просмотра файла PDF или проверьте "
        "файл командой «edition verify». Каждая копия помечена своим номером и названием "
        "организации, для которой она сделана, внизу каждой страницы и в самом файле."
    ),
}

WORDS: dict[str, str] = {
    **_LABELS,
    **_CODES,
    **_ASSISTANCE,
    **_DETAILS,
    **_MARKS,
    **_WORDS,
    **_CALENDAR,
    **_TEXTS,
    **_BOOK,
}
