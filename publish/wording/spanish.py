"""The fixed words of an edition in Spanish, under the keys of `english`."""

_LABELS = {
    # The State.
    "label.state": "Estado",
    "label.state_code": "Código del Estado",
    "label.official_name": "Nombre oficial",
    "label.regional_group": "Grupo regional",
    "label.legal_system": "Sistema jurídico",
    "label.official_languages": "Idiomas oficiales",
    "label.time_zone": "Huso horario (GMT +/-)",
    "label.general_information": "Información general",
    "label.treaty_status": "Estado de los tratados",
    "label.asset_recovery_networks": "Redes de recuperación de activos",
    "label.cooperation_networks": "Redes judiciales",
    "label.public_holidays": "Días festivos",
    "label.if_no_authority_answers": "Si no hay respuesta",
    "label.no_authority_designated": "Ninguna autoridad designada para",
    # A territory.
    "label.territory": "Región o territorio especial",
    "label.territory_kind": "Tipo de territorio",
    "label.treaty_extension": "Tratados cuya aplicación se le ha hecho extensiva",
    "label.separate_mla_system": "Régimen propio de asistencia judicial recíproca",
    # The authority.
    "label.record_number": "Número de registro",
    "label.authority": "Autoridad",
    "label.name": "Nombre de la autoridad",
    "label.name_local": "Nombre en el idioma nacional",
    "label.name_transliterated": "Nombre en caracteres latinos",
    "label.other_names": "Otros nombres",
    "label.acronym": "Sigla",
    "label.parent": "Depende de",
    "label.kind": "Tipo de autoridad",
    "label.service": "Servicio que se debe contactar",
    "label.address": "Dirección postal completa",
    "label.city": "Ciudad",
    "label.state_or_province": "Estado o provincia",
    "label.postal_code": "Código postal",
    "label.visiting_address": "Dirección física",
    "label.telephone": "Número(s) de teléfono",
    "label.fax": "Número(s) de fax",
    "label.email": "Correo electrónico",
    "label.website": "Dirección(es) del sitio web",
    "label.office_hours": "Horario de oficina",
    "label.lunch_break": "Pausa del mediodía",
    "label.languages_spoken": "Idiomas de comunicación",
    "label.additional_information": "Información adicional",
    "label.status": "Estado del registro",
    # A contact point.
    "label.contact_point": "Punto de contacto",
    "label.post_title": "Cargo",
    "label.person_name": "Persona responsable",
    "label.salutation": "Tratamiento",
    "label.contact_details": "Información de contacto",
    "label.additional_contact": "Información de contacto adicional",
    "label.main_contact": "Contacto principal",
    "label.urgent_contact": "Contacto en caso de urgencia",
    "label.urgent_contact_round_the_clock": "Contacto en caso de urgencia (24/7)",
    "label.languages_of_contact": "Idioma(s) de la persona de contacto",
    "label.in_post_since": "En el cargo desde",
    "label.replaced_by": "Reemplazado por",
    "label.visible_to": "Visible para",
    # A designation.
    "label.request_type": "Tipo de solicitud",
    "label.designated_under": "Designada en virtud de",
    "label.role": "Función",
    "label.capacity": "Recibe, ejecuta o transmite las solicitudes",
    "label.area_of_jurisdiction": "Nombre de la(s) jurisdicción(es)",
    "label.only_one": "Única autoridad designada a este efecto",
    "label.is_default": "En caso de duda, enviar aquí",
    "label.responsibilities": "Responsabilidades",
    "label.types_of_assistance": "Tipos de asistencia",
    "label.areas_of_assistance": "Ámbitos en que prestan asistencia las autoridades de prevención",
    "label.forwards_misdirected": "Remite las solicitudes enviadas por error",
    "label.competence": "Competente cuando",
    "label.valid_from": "Válida desde",
    "label.valid_until": "Válida hasta",
    "label.notified": "Notificada al Secretario General",
    # Channels, form, languages, urgent cases.
    "label.normal_case": "Caso normal",
    "label.urgent_case": "En caso de urgencia",
    "label.channels": "Vías de transmisión",
    "label.all_else": "Más detalles",
    "label.channels_and_languages": "Vías de transmisión e idiomas",
    "label.channels_normal": "Vías de transmisión, caso normal",
    "label.channels_urgent": "Vías de transmisión, en caso de urgencia",
    "label.interpol": "Por conducto de INTERPOL",
    "label.copy_to": "Copia a",
    "label.forms_accepted": "Formatos y vías aceptados",
    "label.forms_normal": "Formatos aceptados, caso normal",
    "label.forms_urgent": "Formatos aceptados, en caso de urgencia",
    "label.encryption": "Cifrado",
    "label.electronic_signature": "Firma electrónica",
    "label.original_to_follow": "El original debe enviarse por correo",
    "label.oral_confirmed": "Solicitud oral, confirmada por escrito",
    "label.urgent_procedure": "Procedimiento específico en casos urgentes",
    "label.response_time": "Plazo habitual de respuesta",
    "label.accepted_languages": "Idiomas aceptados",
    "label.accepted_languages_normal": "Idiomas aceptados, caso normal",
    "label.accepted_languages_urgent": "Idiomas aceptados, en caso de urgencia",
    "label.languages_of_annexes": "Idiomas de los documentos anexos",
    # Legal requirements.
    "label.legal_requirements": "Requisitos jurídicos",
    "label.information_needed": "Información necesaria para la ejecución",
    "label.documentation": "Documentación requerida",
    "label.dual_criminality": "Doble incriminación",
    "label.minimum_penalty": "Pena mínima",
    "label.use_limitation": "Limitación del uso",
    "label.confidentiality": "Confidencialidad",
    "label.refusal_grounds": "Motivos de denegación",
    "label.video_hearing": "Audiencia por videoconferencia",
    "label.minor_cases": "Casos de menor cuantía",
    "label.costs": "Gastos",
    "label.legalization": "Legalización",
    "label.extradition_of_nationals": "Extradición de nacionales",
    "label.provisional_arrest": "Detención provisional",
    "label.extradition_procedures": "Procedimientos de extradición",
    "label.surrender_deadline": "Plazo de entrega",
    "label.statute_of_limitation": "Prescripción",
    "label.availability": "Aplicable en este Estado",
    "label.alternative_measure": "Medida alternativa",
    "label.accepts_draft": "Examina un proyecto de solicitud",
    "label.draft_requests": "Proyectos de solicitud",
    "label.templates": "Modelos y directrices nacionales",
    "label.other_requirements": "Otros requisitos",
    # Legal basis.
    "label.legal_basis": "Utilización de la Convención como base jurídica",
    "label.legal_basis_untoc": (
        "Utilización de la Convención contra la Delincuencia Organizada (UNTOC) como base jurídica"
    ),
    "label.legal_basis_uncac": (
        "Utilización de la Convención contra la Corrupción (UNCAC) como base jurídica"
    ),
    "label.legal_basis_drug1988": "Utilización de la Convención de 1988 como base jurídica",
    "label.other_bases": "Otras bases jurídicas",
    "label.reservation": "Reserva o declaración",
    "label.cases": "Casos en que se utilizó la Convención",
    # Links, attachments, provenance, confirmation.
    "label.links": "Leyes y sitios web",
    "label.law_citation": "Referencia",
    "label.last_checked": "Enlace comprobado el",
    "label.attachments": "Otros documentos pertinentes",
    "label.provenance": "Fuente",
    "label.notification": "Notificación",
    "label.notification_reference": "Referencia",
    "label.notification_date": "Fecha de la notificación",
    "label.received_on": "Recibida el",
    "label.wording_of_notification": "Texto de la notificación",
    "label.confirmation": "Confirmación",
    "label.last_confirmed": "Última confirmación",
    "label.next_confirmation": "Próxima confirmación prevista",
    "label.last_updated": "Última actualización",
    "label.effective_from": "En vigor desde",
    "label.contact_changed": "Información de contacto modificada",
    "label.remarks": "Observaciones",
}

_CODES = {
    "route.direct": "Directamente entre autoridades",
    "route.diplomatic": "Vía diplomática",
    "route.interpol": "INTERPOL",
    "route.other_network": "Otra red",
    "route.secure_platform": "Plataforma segura",
    "acceptance.required": "obligatoria",
    "acceptance.accepted": "aceptada",
    "acceptance.accepted_if_agreed": "aceptada si se ha convenido previamente",
    "acceptance.accepted_with_conditions": "aceptada con condiciones",
    "acceptance.not_accepted": "no aceptada",
    "acceptance.unknown": "no se indica",
    "mode.normal": "Caso normal",
    "mode.urgent": "En caso de urgencia",
    "mode.communication": "Comunicación",
    "mode.annexes": "Documentos anexos",
    "form.post": "correo postal",
    "form.courier": "mensajería",
    "form.fax": "fax",
    "form.email": "correo electrónico",
    "form.email_encrypted": "correo electrónico cifrado",
    "form.platform": "plataforma electrónica",
    "form.oral": "solicitud oral",
    "form.in_person": "entrega en persona",
    "need.not_needed": "no se exige",
    "need.preferred": "se prefiere",
    "need.required": "se exige",
    "need.unknown": "no se indica",
    "role.central_authority": "Autoridad central",
    "role.competent_authority": "Autoridad competente",
    "role.focal_point": "Punto focal",
    "role.single_point_of_contact": "Punto de contacto único",
    "role.prevention_authority": "Autoridad de prevención",
    "capacity.receives": "recibe solicitudes",
    "capacity.executes": "ejecuta solicitudes",
    "capacity.transmits": "transmite solicitudes",
    "capacity.sends": "envía solicitudes",
    "dual_criminality.required": "Se exige",
    "dual_criminality.not_required": "No se exige",
    "dual_criminality.in_part": "Se exige en parte",
    "dual_criminality.discretionary": "Facultativa",
    "dual_criminality.unknown": "No se indica",
    "legal_basis.yes": "utilizada como base jurídica",
    "legal_basis.no": "no utilizada como base jurídica",
    "legal_basis.only_if_no_other_treaty": "utilizada solo si no es aplicable otro tratado",
    "legal_basis.not_required": "no es necesaria, pues el derecho interno no exige un tratado",
    "legal_basis.unknown": "no se indica",
    "language_rule.official": "idioma oficial",
    "language_rule.accepted": "aceptado",
    "language_rule.courtesy_translation": "con una traducción de cortesía",
    "language_rule.certified_translation": "con una traducción certificada",
    "legalization.needed": "Se exige",
    "legalization.not_needed": "No se exige",
    "legalization.apostille": "Basta la apostilla",
    "legalization.unknown": "No se indica",
    "nationals.yes": "Se extradita a los nacionales",
    "nationals.no": "No se extradita a los nacionales",
    "nationals.conditions": "Se extradita a los nacionales con condiciones",
    "nationals.unknown": "No se indica",
    "procedure.normal": "Procedimiento normal",
    "procedure.simplified": "Procedimiento simplificado",
    "availability.applicable": "Aplicable",
    "availability.not_applicable": "No aplicable",
    "availability.to_a_certain_extent": "Aplicable en cierta medida",
    "applies_to.all": "en todos los casos",
    "applies_to.charged": "para una persona imputada",
    "applies_to.sentenced": "para una persona condenada",
    "document.certified": "certificado",
    "document.translated": "traducido",
    "unit.days": "días",
    "unit.months": "meses",
    "unit.years": "años",
    "authority_kind.ministry_of_justice": "Ministerio de justicia",
    "authority_kind.ministry_of_foreign_affairs": "Ministerio de relaciones exteriores",
    "authority_kind.ministry_of_interior": "Ministerio del interior",
    "authority_kind.prosecution": "Fiscalía",
    "authority_kind.court": "Tribunal",
    "authority_kind.police": "Policía",
    "authority_kind.customs": "Aduanas",
    "authority_kind.coast_guard": "Guardia costera o autoridad marítima",
    "authority_kind.anti_corruption_body": "Órgano de lucha contra la corrupción",
    "authority_kind.financial_intelligence_unit": "Unidad de inteligencia financiera",
    "authority_kind.asset_recovery_office": "Oficina de recuperación de activos",
    "authority_kind.culture": "Autoridad de cultura y patrimonio",
    "authority_kind.other": "Otra autoridad",
    "territory_kind.special_region": "Región especial",
    "territory_kind.dependent_territory": "Territorio dependiente",
    "territory_kind.federal_unit": "Entidad federada",
    "territory_kind.municipality": "Municipio",
    "territory_kind.former": "Antiguo territorio",
    "extension.extends": "se le aplica",
    "extension.does_not_extend": "no se le aplica",
    "extension.unknown": "no se indica",
    "regional_group.african": "Estados de África",
    "regional_group.asia_pacific": "Estados de Asia y el Pacífico",
    "regional_group.eastern_european": "Estados de Europa Oriental",
    "regional_group.latin_american_caribbean": "Estados de América Latina y el Caribe",
    "regional_group.western_european_others": "Estados de Europa Occidental y otros Estados",
    "regional_group.none": "No pertenece a ningún grupo regional",
    "telephone_use.switchboard": "centralita",
    "telephone_use.service": "servicio",
    "telephone_use.urgent": "casos urgentes",
    "email_use.functional": "buzón institucional",
    "email_use.personal": "buzón personal",
    "contact_use.normal": "casos normales",
    "contact_use.urgent": "casos urgentes",
    "link_kind.national_law": "Ley nacional",
    "link_kind.website": "Sitio web",
    "link_kind.guide": "Guía",
    "link_kind.template": "Modelo",
    "link_kind.sherloc_record": "Ficha de SHERLOC",
    "link_kind.depositary_notification": "Notificación del depositario",
    "link_kind.network_page": "Página de una red",
    "link_kind.treaty_text": "Texto del tratado",
    "attachment_kind.note_verbale": "Nota verbal",
    "attachment_kind.template": "Modelo",
    "attachment_kind.guide": "Guía",
    "attachment_kind.form": "Formulario",
    "notification_kind.depositary_notification": "Notificación del depositario",
    "notification_kind.note_verbale": "Nota verbal",
    "notification_kind.letter": "Carta",
    "notification_kind.form": "Formulario",
    "notification_kind.email": "Correo electrónico",
    "treaty_action.signature": "Firma",
    "treaty_action.definitive_signature": "Firma definitiva",
    "treaty_action.ratification": "Ratificación",
    "treaty_action.acceptance": "Aceptación",
    "treaty_action.approval": "Aprobación",
    "treaty_action.formal_confirmation": "Confirmación formal",
    "treaty_action.accession": "Adhesión",
    "treaty_action.succession": "Sucesión",
    "treaty_action.withdrawal": "Retiro",
    "treaty_action.party": "Parte",
    "treaty_action.in_force": "en vigor desde el",
    "treaty_action.not_party": "No es parte",
    "treaty_action.date_not_known": "Parte, fecha no conocida aquí",
    "confirmation.confirmed": "Confirmado",
    "confirmation.due": "Pendiente de confirmación",
    "confirmation.overdue": "No Confirmado",
    "confirmation.never": "Nunca confirmado a este directorio",
    "confirmation_means.account": "por el Estado, desde su cuenta",
    "confirmation_means.note_verbale": "por nota verbal",
    "confirmation_means.form": "por formulario",
    "status.live": "Publicado",
    "status.not_confirmed": "No Confirmado",
    "status.superseded": "Reemplazado",
    "status.withdrawn": "Retirado",
    "origin.notification": "Notificación pública",
    "origin.made_up": "Ficticio, para la demostración",
    "origin.state": "Comunicado por el Estado",
    "request_type.mla": "Asistencia judicial recíproca",
    "request_type.extradition": "Extradición",
    "request_type.transfer": "Traslado de personas condenadas a cumplir una pena",
    "request_type.drugs_sea": (
        "Tráfico ilícito por mar de estupefacientes y sustancias sicotrópicas"
    ),
    "request_type.migrants_sea": "Tráfico ilícito de migrantes por mar",
    "request_type.firearms": "Fabricación y tráfico ilícitos de armas de fuego",
    "request_type.cultural_property": "Tráfico de bienes culturales",
    "request_type.prevention": "Prevención de la delincuencia organizada transnacional",
    "request_type.corruption_prevention": "Autoridades de prevención de la corrupción",
    "request_type.asset_recovery": "Recuperación de activos",
}

_ASSISTANCE = {
    "measure.evidence": "recepción de testimonios o declaraciones",
    "measure.service": "notificación de documentos judiciales",
    "measure.search_seizure": "registros, incautaciones y embargos preventivos",
    "measure.examination": "inspección de objetos y lugares",
    "measure.information": "información, elementos de prueba y evaluaciones de peritos",
    "measure.documents": "originales o copias certificadas de documentos y expedientes",
    "measure.tracing": (
        "identificación o localización del producto del delito, los bienes y los instrumentos"
    ),
    "measure.appearance": "comparecencia voluntaria de personas",
    "measure.other": "cualquier otro tipo de asistencia",
    "measure.transfer_of_proceedings": "remisión de actuaciones penales",
    "measure.video_conference": "audiencia por videoconferencia",
    "measure.joint_investigation": "investigaciones conjuntas",
    "measure.controlled_delivery": "entrega vigilada",
    "measure.preservation": "conservación rápida de datos almacenados",
    "measure.stored_data": "acceso a datos almacenados",
    "measure.traffic_data": "obtención en tiempo real de datos de tráfico",
    "measure.confirm_registry": (
        "confirmación de la matrícula o del derecho a enarbolar el pabellón"
    ),
    "measure.boarding": "autorización para visitar, inspeccionar o adoptar otras medidas",
    "measure.request_assistance": "solicitud de asistencia",
    "measure.provisional_arrest": "detención provisional",
    "measure.person_charged": "solicitud relativa a una persona imputada",
    "measure.person_sentenced": "solicitud relativa a una persona condenada",
    "measure.simplified": "procedimiento simplificado",
    "measure.transit": "tránsito",
    "dimension.offence": "Delito",
    "dimension.sub_measure": "Medida solicitada",
    "dimension.stage": "Etapa del proceso",
    "dimension.territory": "Territorio",
    "dimension.requesting_state": "Estado o región requirente",
    "dimension.treaty": "Tratado",
    "dimension.urgency": "Urgencia",
    "dimension.value": "Valor",
    "dimension.other": "Otro",
    "operator.is": "es",
    "operator.is_not": "no es",
    "operator.in": "es uno de los siguientes",
}

_DETAILS = {
    # Parts of a line that stand between others, and so begin small.
    "detail.acronym": "sigla ",
    "detail.reports_to": "depende de: ",
    "detail.main_contact": "contacto principal",
    "detail.in_post_since": "en el cargo desde el ",
    "detail.hours": "horario: ",
    "detail.languages": "idiomas: ",
    "detail.lunch": "pausa del mediodía ",
    "detail.only_one": "única autoridad designada a este efecto",
    "detail.not_only_one": "no es la única autoridad designada a este efecto",
    "detail.is_default": "en caso de duda, enviar aquí",
    "detail.forwards": "remite las solicitudes enviadas por error",
    "detail.does_not_forward": "no remite las solicitudes enviadas por error",
    "detail.copy_to": "copia a ",
    "detail.encryption": "cifrado: ",
    "detail.encryption_key": "clave de cifrado: ",
    "detail.electronic_signature": "firma electrónica: ",
    "detail.original_follows": "el original debe enviarse por correo",
    "detail.no_original": "no es necesario enviar el original por correo",
    "detail.within": " en un plazo de ",
    "detail.oral_confirmed": "la solicitud oral debe confirmarse por escrito",
    "detail.oral_not_confirmed": "no es necesario confirmar por escrito la solicitud oral",
    "detail.contact_post": "contacto: ",
    "detail.procedure": "Procedimiento: ",
    "detail.response_time": "plazo habitual de respuesta: ",
    "detail.received": "recibida el ",
    "detail.source": "fuente: ",
    "detail.wording": "texto: ",
    "detail.valid_from": "válida desde el ",
    "detail.valid_until": "válida hasta el ",
    "detail.signed": "firma el ",
    "detail.other_bases": "Otras bases jurídicas: ",
    "detail.reservation": "Reserva o declaración: ",
    "detail.takes_drafts": "examina un proyecto de solicitud",
    "detail.takes_no_drafts": "no examina proyectos de solicitud",
    "detail.in_effect_from": "en vigor desde el ",
    "detail.confirmed": "confirmado el ",
    "detail.never_confirmed": "nunca confirmado a este directorio",
    "detail.next_due": "próxima confirmación prevista el ",
    "unanswered.channels": "vías de transmisión",
    "unanswered.channels_normal": "vías de transmisión, caso normal",
    "unanswered.channels_urgent": "vías de transmisión, en caso de urgencia",
    "unanswered.interpol": "INTERPOL",
    "unanswered.languages": "idiomas aceptados",
    "unanswered.languages_normal": "idiomas aceptados, caso normal",
    "unanswered.languages_urgent": "idiomas aceptados, en caso de urgencia",
    "detail.as_for": "Como más arriba: ",
    "detail.as_in_first_part": "Como en la parte I: ",
    "detail.first_part": "Como en la parte I",
}

_MARKS = {
    "mark.made_up": "Ficticio, para la demostración: esta autoridad no existe.",
    "mark.historic": (
        "Histórico: procede de una notificación pública anterior; puede haber perdido vigencia."
    ),
    "mark.not_confirmed": "No confirmado por el Estado en el plazo previsto.",
    "mark.confirmation_due": "Se ha pedido al Estado que confirme este registro.",
    "mark.contact_changed": "Información de contacto modificada el ",
    "mark.name_translated": "El nombre es una traducción; aquí no se conoce el original.",
    "mark.withdrawn": "El Estado ha retirado esta designación.",
    "mark.demonstration": "Demostración",
    "mark.draft": "Texto provisional, no revisado",
}

_WORDS = {
    "word.not_stated": "No se indica",
    "word.unknown": "No se conoce",
    "word.none": "Ninguno",
    "word.yes": "Sí",
    "word.no": "No",
    "word.and": " y ",
    "word.or": " o ",
    "word.to": " a ",
    "word.from": "desde las ",
    "word.until": "hasta el ",
    "word.since": "desde el ",
    "word.on": "el ",
    "word.by": "por ",
    "word.through": "por conducto de ",
    "word.extension": " ext. ",
    "word.days": "días",
    "word.hours": "horas",
    "word.closed": "cerrado",
    "word.round_the_clock": "las 24 horas, los 7 días de la semana",
    "word.during_office_hours": "en horario de oficina",
    "word.whole_state": "Todo el Estado",
    "word.any_official_un_language": "cualquier idioma oficial de las Naciones Unidas",
    "word.any_language": "cualquier idioma",
    "word.gmt": "GMT",
    "word.utc": "UTC",
    "word.normal_cases": "casos normales",
    "word.urgent_cases": "casos urgentes",
    "word.same_as_normal": "Como en los casos normales",
    "word.as_above": "Como más arriba",
    "word.see": "Véase ",
    "word.record": "Registro ",
    "word.revision": "revisión ",
    "word.article": "artículo ",
    "word.articles": "artículos ",
    "word.under": "en virtud de ",
    "word.under_domestic_law": "derecho interno",
    "word.reciprocity": "reciprocidad",
    "word.bilateral_treaty": "tratado bilateral",
    "word.regional_treaty": "tratado regional",
    "word.no_penalty_limit": "Sin mínimo",
    "word.made_up": "ficticio",
    "word.historic": "histórico",
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
    "punctuation.open_quote": "“",
    "punctuation.close_quote": "”",
}

_CALENDAR = {
    "short_weekday.monday": "lun.",
    "short_weekday.tuesday": "mar.",
    "short_weekday.wednesday": "mié.",
    "short_weekday.thursday": "jue.",
    "short_weekday.friday": "vie.",
    "short_weekday.saturday": "sáb.",
    "short_weekday.sunday": "dom.",
    "short_month.1": "ene.",
    "short_month.2": "feb.",
    "short_month.3": "mar.",
    "short_month.4": "abr.",
    "short_month.5": "may.",
    "short_month.6": "jun.",
    "short_month.7": "jul.",
    "short_month.8": "ago.",
    "short_month.9": "sept.",
    "short_month.10": "oct.",
    "short_month.11": "nov.",
    "short_month.12": "dic.",
    "weekday.monday": "lunes",
    "weekday.tuesday": "martes",
    "weekday.wednesday": "miércoles",
    "weekday.thursday": "jueves",
    "weekday.friday": "viernes",
    "weekday.saturday": "sábado",
    "weekday.sunday": "domingo",
    "month.1": "enero",
    "month.2": "febrero",
    "month.3": "marzo",
    "month.4": "abril",
    "month.5": "mayo",
    "month.6": "junio",
    "month.7": "julio",
    "month.8": "agosto",
    "month.9": "septiembre",
    "month.10": "octubre",
    "month.11": "noviembre",
    "month.12": "diciembre",
    "date.written": "{day} de {month} de {year}",
    "date.short": "{day} {month} {year}",
    "date.first": "1",
}

_TEXTS = {
    "text.edition": "Edición {number}",
    "text.extract": "Extracto: {name}",
    "text.closing_date": "Fecha de cierre: {day}",
    "text.issue_date": "Publicada el {day}",
    "text.subject": "Edición {number}, fecha de cierre: {day}",
    "text.part": "Parte {number}",
    "text.foot": "Edición {number}",
    "text.page_before": "Página ",
    "text.page_between": " de ",
    "text.page_after": "",
    "text.note.heading": "Nota",
    "text.note.designations": (
        "Los nombres de Estados y territorios y la forma en que esta edición presenta los datos no "
        "entrañan, de parte de su editor, juicio alguno sobre la condición jurídica de ninguno de "
        "los Estados, territorios, ciudades o zonas o de sus autoridades, ni respecto del trazado "
        "de sus fronteras."
    ),
    "text.note.words_of_states": (
        "Lo que ha escrito un Estado figura en los términos y el idioma en que se recibió. Nada se "
        "ha traducido ni abreviado."
    ),
    "text.note.closing": (
        "La edición recoge lo que constaba al final del día {day} (UTC). Los cambios posteriores "
        "figuran en el directorio en línea y en la edición siguiente."
    ),
    "text.note.use": (
        "Contiene información de contacto facilitada para solicitudes oficiales. Se ruega "
        "utilizarla únicamente con ese fin."
    ),
    "text.note.demonstration": (
        "Esto es una demostración. Las autoridades señaladas como ficticias no existen, y las "
        "señaladas como históricas proceden de notificaciones públicas de años anteriores y pueden "
        "haber cambiado desde entonces. No envíe ninguna solicitud basándose en esta edición."
    ),
    "text.introduction.heading": "Introducción",
    "text.introduction.purpose": (
        "Este directorio enumera las autoridades que los Estados han designado para recibir, "
        "ejecutar o transmitir solicitudes de cooperación internacional e indica cómo dirigirse a "
        "ellas, por qué vías, en qué idiomas y con qué documentos."
    ),
    "text.introduction.counts": (
        "Estados que abarca esta edición: {states}; autoridades: {authorities}; designaciones: "
        "{designations}."
    ),
    "text.introduction.order": (
        "En cada parte, los Estados figuran por orden alfabético. Bajo cada Estado figuran sus "
        "autoridades y, bajo cada autoridad, aquello para lo que ha sido designada."
    ),
    "text.introduction.types": "Tipos de solicitud y disposiciones en que se basan",
    "text.introduction.instruments": "Instrumentos y sus abreviaturas",
    "text.explanations.heading": "Notas explicativas",
    "text.explanations.fields": "Significado de los campos",
    "text.explanations.marks": "Significado de las indicaciones",
    "text.explain.record_number": (
        "Número con que el directorio conserva la autoridad, con el número de la revisión aquí "
        "impresa. Cítese al escribir acerca de un registro."
    ),
    "text.explain.time_zone": (
        "Diferencia en horas con la hora media de Greenwich; una segunda cifra rige en verano. El "
        "horario de oficina es el local."
    ),
    "text.explain.telephone": (
        "Los números empiezan por + y el código internacional del Estado; “ext.” precede a una "
        "extensión."
    ),
    "text.explain.designated_under": (
        "Disposiciones en virtud de las cuales el Estado ha designado la autoridad, por ejemplo "
        "UNTOC 18(13) para el párrafo 13 del artículo 18."
    ),
    "text.explain.role": (
        "Término con que el tratado designa la función de la autoridad, y lo que esta hace con las "
        "solicitudes: las recibe, las ejecuta, las transmite para su ejecución o envía las de su "
        "propio Estado."
    ),
    "text.explain.area_of_jurisdiction": (
        "Si no se indica nada, la autoridad es competente en todo el Estado."
    ),
    "text.explain.channels": (
        "Vías por las que puede transmitirse una solicitud. Los casos normales y los casos "
        "urgentes son dos respuestas distintas: lo que se acepta en uno no se acepta "
        "necesariamente en el otro."
    ),
    "text.explain.interpol": (
        "Indica si las solicitudes pueden enviarse por conducto de la Organización Internacional "
        "de Policía Criminal (INTERPOL) cuando los dos Estados convengan en ello y, en casos "
        "urgentes, de ser posible."
    ),
    "text.explain.accepted_languages": "Idiomas en que se acepta una solicitud o su traducción.",
    "text.explain.information_needed": "Lo que debe decir una solicitud para que pueda ejecutarse.",
    "text.explain.documentation": "Documentos que deben acompañar la solicitud.",
    "text.explain.dual_criminality": (
        "Indica si la conducta debe constituir delito en los dos Estados para que se preste "
        "asistencia."
    ),
    "text.explain.legal_basis": (
        "Indica si el Estado considera la propia Convención como base jurídica de la cooperación."
    ),
    "text.explain.last_confirmed": (
        "Día en que el Estado comunicó por última vez que el registro seguía vigente."
    ),
    "text.explain.not_stated": "El Estado no ha respondido. No significa ni sí ni no.",
    "text.explain.mark.not_confirmed": (
        "Una vez al año se pide a cada Estado que confirme sus registros, con recordatorios a los "
        "30 y 60 días. Un registro lleva la indicación “No Confirmado” a partir del día 90 después "
        "de la fecha en que debía confirmarse. Puede seguir siendo correcto; consulte a la "
        "autoridad antes de basarse en él."
    ),
    "text.explain.mark.contact_changed": (
        "Una dirección, un número de teléfono o una vía de transmisión cambió en los 30 días "
        "anteriores a la fecha de cierre. Compárelo con los datos de que dispone antes de enviar "
        "nada."
    ),
    "text.explain.mark.historic_name": "Histórico",
    "text.explain.mark.made_up_name": "Ficticio",
    "text.explain.mark.historic": (
        "El registro procede de una notificación pública de años anteriores y nunca se confirmó a "
        "este directorio."
    ),
    "text.explain.mark.made_up": (
        "El registro se redactó para la demostración. No existe tal autoridad; sus direcciones y "
        "números no conducen a ninguna parte."
    ),
    "text.explain.second_part": "Parte II",
    "text.explain.second_part_meaning": (
        "Lo que rige para un Estado en su conjunto figura en la parte I. Una autoridad que figura "
        "en las dos partes se imprime íntegramente en la parte I; la parte II da su dirección, sus "
        "números y sus designaciones, así como la página de la ficha completa."
    ),
    "text.explain.hidden": "[U+XXXX]",
    "text.explain.hidden_meaning": (
        "Sustituye a un carácter oculto o inexistente del texto recibido, por su número Unicode."
    ),
    "text.contents.heading": "Índice",
    "text.full_in": "Horario de oficina, puntos de contacto, enlaces y notas: parte {number}",
    "text.record_number": "{number}, revisión {revision}",
    "text.not_designated.sentence": (
        "{state}: no consta ninguna autoridad designada para esta parte del directorio."
    ),
    "text.not_designated.advice": (
        "Envíe la solicitud por la vía diplomática y pregunte a la Misión Permanente del Estado "
        "qué autoridad la recibirá. Un Estado designa una autoridad mediante nota verbal dirigida "
        "al Secretario General."
    ),
    "text.index.heading": "Índice por tipo de solicitud",
    "text.index.none": "Ningún Estado ha designado una autoridad para este tipo de solicitud.",
    "text.missing.heading": "Estados sin designación",
    "text.missing.explanation": (
        "Estados de los que aquí no consta ninguna autoridad, por parte y por tipo de solicitud. "
        "Los que no tienen ninguna autoridad en una parte figuran en primer lugar y no se repiten "
        "después. Las listas no indican si un Estado está obligado por la disposición."
    ),
    "text.missing.not_counted": (
        "Una designación que en la fecha de cierre había terminado o aún no había comenzado, o "
        "que solo sirve para enviar solicitudes, figura en la entrada de su autoridad, pero no se "
        "cuenta en los índices, las cifras ni estas listas."
    ),
    "text.missing.any": "Ninguna autoridad para ningún tipo de solicitud",
    "text.missing.none": "Ninguno: todos los Estados de esta parte han designado una autoridad.",
    "text.colophon.heading": "Colofón",
    "text.colophon.edition": "Edición",
    "text.colophon.issuer": "Editor",
    "text.colophon.closing": "Fecha de cierre",
    "text.colophon.closing_value": "{day}, {time} UTC",
    "text.colophon.issue": "Fecha de publicación",
    "text.colophon.states": "Estados",
    "text.colophon.authorities": "Autoridades",
    "text.colophon.authorities_value": (
        "{authorities}, de ellas {real} de notificaciones reales y {made_up} ficticias"
    ),
    "text.colophon.designations": "Designaciones",
    "text.colophon.not_confirmed": "Autoridades no confirmadas",
    "text.colophon.content_hash": "SHA-256 del contenido",
    "text.colophon.trail_head": "Cabecera del registro de auditoría",
    "text.colophon.files": "Archivos",
    "text.colophon.files_value": (
        "Esta edición existe en un archivo PDF, para leer e imprimir, y en un archivo RTF, para "
        "procesadores de texto. Ambos dicen lo mismo."
    ),
    "text.colophon.proof": (
        "La huella se calculó sobre el contenido con que se hicieron los dos archivos, y la "
        "cabecera del registro de auditoría es la última entrada de este cuando se fijó el "
        "contenido. Los archivos no dependen de nada más, de modo que quien tenga el contenido "
        "puede hacerlos de nuevo y compararlos."
    ),
}

_BOOK = {
    # Changes since the last edition.
    "change.new": "Nuevo",
    "change.amended": "Modificado",
    "change.ended": "Suprimido",
    "change.not_confirmed": "Ya no está confirmado",
    "change.designation_new": "Nueva designación",
    "change.designation_amended": "Designación modificada",
    "change.designation_ended": "Designación terminada",
    "change.requirement_new": "Nuevos requisitos del Estado",
    "change.requirement_amended": "Requisitos del Estado modificados",
    "change.requirement_ended": "Requisitos del Estado suprimidos",
    "change.whole_state": "El Estado en su conjunto",
    "change.before": "Antes: ",
    "change.after": "Ahora: ",
    "change.added": "Añadido: ",
    "change.removed": "Suprimido: ",
    "text.changes.heading": "Cambios desde la última edición",
    "text.changes.first": (
        "Esta es la primera edición del directorio: no hay ninguna anterior con la que compararla."
    ),
    "text.changes.withdrawn": (
        "Todas las ediciones anteriores del directorio fueron retiradas: no hay ninguna con la "
        "que comparar esta."
    ),
    "text.changes.explanation": (
        "Esta lista compara la edición con la edición {number}, Estado por Estado: las autoridades "
        "y designaciones nuevas o terminadas y cada campo modificado, en los términos de ambas "
        "ediciones. Un Estado que no figura en la lista no ha cambiado. No se incluyen los "
        "registros confirmados sin cambios."
    ),
    "text.changes.none": "Nada ha cambiado desde la edición {number}.",
    "text.changes.new_count": "Autoridades nuevas",
    "text.changes.amended_count": "Autoridades modificadas",
    "text.changes.ended_count": "Autoridades suprimidas",
    "text.changes.not_confirmed_count": "Ya no están confirmadas",
    "text.changes.states_count": "Estados con algún cambio",
    "text.changes.entry": "La entrada completa tal como es ahora",
    "text.changes.record": "registro {number}",
    # Indices.
    "text.states_index.heading": "Índice de Estados",
    "text.states_index.explanation": (
        "Cada Estado por su nombre en cada uno de los idiomas del directorio, con la página de su "
        "capítulo en la parte I. El índice general da las páginas de la parte II."
    ),
    "text.interpol_index.heading": "INTERPOL y contactos disponibles las 24 horas",
    "text.interpol_index.explanation": (
        "Autoridades respecto de las cuales el Estado ha indicado que las solicitudes pueden "
        "enviarse por conducto de la Organización Internacional de Policía Criminal (INTERPOL). "
        "Véanse las condiciones en la entrada."
    ),
    "text.interpol_index.both": "Por conducto de INTERPOL en casos normales y urgentes",
    "text.interpol_index.normal": "Por conducto de INTERPOL solo en casos normales",
    "text.interpol_index.urgent": "Por conducto de INTERPOL solo en casos urgentes",
    "text.interpol_index.round_the_clock": (
        "Contactos para casos urgentes disponibles las 24 horas, los 7 días de la semana"
    ),
    "text.index.nobody": "No consta ninguna.",
    "text.languages_index.heading": "Índice por idioma aceptado",
    "text.languages_index.explanation": (
        "Estados que aceptan solicitudes en un idioma. Los tipos de solicitud figuran entre "
        "paréntesis cuando el idioma no se acepta para todos ellos. Véanse en la entrada las "
        "condiciones, como una traducción certificada."
    ),
    # Parties, and who else may help.
    "text.parties.heading": "Partes en los instrumentos",
    "text.parties.explanation": (
        "Partes obligadas por cada instrumento, por qué acto y desde cuándo, en la medida en que "
        "se conoce aquí. Da fe el estado que mantiene el Secretario General en su calidad de "
        "depositario."
    ),
    "text.parties.count": "Partes: {number}",
    "text.fallback.heading": "Si no hay respuesta",
    "text.fallback.explanation": (
        "Cuando no haya ninguna autoridad designada o ninguna responda, envíe la solicitud por la "
        "vía diplomática. Los Estados siguientes han indicado un órgano que puede ayudar."
    ),
    "text.fallback.none": "Ningún Estado ha indicado un órgano que pueda ayudar.",
    # The edition in figures.
    "text.figures.heading": "La edición en cifras",
    "text.figures.explanation": (
        "Las cifras de esta edición; el archivo PDF las muestra también en gráficos."
    ),
    "text.figures.alternative": "Gráfico de barras: {numbers}.",
    "text.figures.request_types": "Autoridades por tipo de solicitud",
    "text.figures.confirmations": (
        "Autoridades según el tiempo transcurrido desde su última confirmación"
    ),
    "text.figures.regions": "Estados con una autoridad en la parte I, por región",
    "text.figures.of": "{number} de {whole}",
    "figure.months_3": "Menos de 3 meses",
    "figure.months_6": "De 3 a 6 meses",
    "figure.months_12": "De 6 a 12 meses",
    "figure.older": "Un año o más",
    "figure.never": "Nunca confirmado a este directorio",
    "region.africa": "África",
    "region.americas": "Américas",
    "region.asia": "Asia",
    "region.europe": "Europa",
    "region.oceania": "Oceanía",
    # The update form.
    "text.form.heading": "Formulario de actualización",
    "text.form.explanation": (
        "Con este formulario un Estado comunica una nueva autoridad, un cambio, el fin de una "
        "designación o que un registro sigue vigente. Utilice un formulario por autoridad, deje en "
        "blanco lo que no cambie y envíelo con una nota verbal de la Misión Permanente. El "
        "directorio en línea ofrece el mismo formulario."
    ),
    "text.form.return": "Devuélvase a: {address}",
    "text.form.next_closing": "La próxima edición se cierra el {day}.",
    "form.section.report": "Objeto de la comunicación",
    "form.section.authority": "Autoridad",
    "form.section.contact": "Puntos de contacto y horarios",
    "form.section.requests": "Recepción de las solicitudes",
    "form.section.requirements": "Requisitos que debe cumplir una solicitud",
    "form.section.signature": "Nota verbal y firma",
    "form.state": "Estado",
    "form.kind": "Este formulario comunica",
    "form.kind_choices": (
        "☐ una nueva designación   ☐ un cambio   ☐ un fin   ☐ una confirmación sin cambios"
    ),
    "form.provisions": "Tratados y artículos",
    "form.request_types": "Tipos de solicitud",
    "form.territory": "Todo el Estado, o territorio",
    "form.territory_choices": "☐ todo el Estado   ☐ territorio:",
    "form.record": "Número de registro, si lo hay",
    "form.name": "Nombre, en el idioma original",
    "form.other_names": "Nombre en inglés, francés y español",
    "form.service": "Servicio",
    "form.address": "Dirección postal completa",
    "form.telephones": "Teléfonos y faxes",
    "form.emails": "Direcciones de correo electrónico y sitio web",
    # `form.post` is the code of requests by post.
    "form.contact_post": "Cargo de contacto",
    "form.person": "Nombre de la persona, si ha de imprimirse",
    "form.visibility": "Visible para",
    "form.visibility_choices": "☐ todas las cuentas   ☐ solo la secretaría",
    "form.urgent": "Contacto en caso de urgencia y su horario",
    "form.hours": "Horario de oficina, pausa del mediodía y huso horario",
    "form.languages_spoken": "Idiomas de comunicación",
    "form.languages_normal": "Idiomas de las solicitudes, caso normal",
    "form.languages_urgent": "Idiomas de las solicitudes, en caso de urgencia",
    "form.channels_normal": "Vías de transmisión, caso normal",
    "form.channels_urgent": "Vías de transmisión, en caso de urgencia",
    "form.channel_choices": "☐ directa   ☐ diplomática   ☐ INTERPOL   ☐ otra:",
    "form.forms": "Formatos aceptados, cifrado, original por correo",
    "form.urgent_procedure": "Procedimiento en casos urgentes",
    "form.information": "Información necesaria para la ejecución",
    "form.documentation": "Documentación requerida, para una persona imputada o condenada",
    "form.dual_criminality": "Doble incriminación y otros requisitos",
    "form.legal_basis": "Convención como base jurídica; otras bases",
    "form.laws": "Leyes, modelos y guías: direcciones o anexos",
    "form.uncac": "Convención contra la Corrupción: ámbitos de asistencia, redes",
    "form.competence": "Competencia, si hay varias autoridades",
    "form.replaces": "Registro reemplazado y fecha de entrada en vigor",
    "form.note": "Nota verbal: número y fecha",
    "form.signature": "Firma y sello de la misión",
    # The colophon.
    "text.colophon.previous": "Edición anterior",
    "text.colophon.next_closing": "Próxima fecha de cierre",
    "text.colophon.wording": "Texto de la edición",
    "text.colophon.draft": (
        "Los rótulos, títulos y notas de este idioma son un borrador que ninguna persona ha "
        "revisado. Lo que han escrito los Estados se imprime tal como se recibió."
    ),
    "text.colophon.reviewed": "Una persona ha revisado los rótulos, títulos y notas.",
    "text.colophon.verify": (
        "Para comprobar un archivo, abra su página en el directorio en línea y compare el SHA-256 "
        "que allí se indica, mire la firma en el lector del archivo PDF o someta el archivo a la "
        "orden “edition verify”. Cada copia lleva su número y el nombre de la organización para la "
        "que se hizo, al pie de cada página y en el propio archivo."
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
