# The words of the reports in Spanish. A test holds that all languages have the same texts.

## General
all-donors = Todos los donantes
as-of-line = Al { $day }. Todos los importes en { $currency }, salvo indicación contraria.
illustrative = ILUSTRATIVO: el desglose de los totales publicados es ficticio, con fines de demostración.
total = Total
source = { $place }, fila { $row }
source-rows = { $place }, filas { $row }
day = { $day } de { $month } de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

## Workbooks and sheets
book-donor = Informe para { $donor }
book-fund = Informe consolidado: { $fund }
book-gap = Seguimiento del déficit de financiación: { $fund }
book-reconciliation = Conciliación con finanzas: { $fund }
sheet-summary = Resumen
title-summary = Resumen
sheet-contributions = Contribuciones
title-contributions = Contribuciones y calendario de pagos
sheet-allocation = Asignación
title-allocation = Asignación a prioridades
sheet-matrix = Países y temas
title-matrix = Asignación por país y tema
sheet-expenditure = Gastos
title-expenditure = Gastos frente a la asignación
sheet-statement = Fuentes y usos
title-statement = Estado de fuentes y usos de los fondos
sheet-results = Resultados
title-results = Resultados
sheet-transactions = Transacciones
title-transactions = Transacciones y sus fuentes
sheet-shared = Gastos compartidos
title-shared = Su parte de los gastos compartidos
note-shared = Estas líneas de gasto no nombran ningún acuerdo. Lo gastado en un país y un tema se reparte entre los acuerdos que tienen fondos asignados allí, en proporción a lo que queda a cada uno. Aquí está su parte, por año, con las filas de las que procede.
sheet-notes = Notas
title-notes = Notas
sheet-checks = Comprobaciones
title-checks = Comprobaciones
sheet-donors = Donantes
title-donors = Contribuciones por donante y año
sheet-gap = Déficit
title-gap = El déficit de financiación
sheet-gap-places = Déficit por lugar
title-gap-places = El déficit por región y país
sheet-gap-themes = Déficit por tema
title-gap-themes = El déficit por pilar y tema
sheet-gap-months = Déficit en el tiempo
title-gap-months = El déficit mes a mes
sheet-reconciliation = Conciliación
title-reconciliation = Conciliación con finanzas
sheet-differences = Diferencias
sheet-largest = Diferencias
title-differences = Diferencias y asientos propuestos
title-largest = Mayores diferencias con finanzas

## Sections
section-agreements = Acuerdos firmados
section-pledges = Promesas de contribución, anunciadas y aún no firmadas
section-instalments = Cuotas, cada una en la moneda de su acuerdo
section-earmarks = Qué puede financiar cada acuerdo y cómo se respetaron sus fines
section-cells = Asignación por país y tema
section-by-country = Por país
section-by-region = Por región
section-by-theme = Por tema
section-by-pillar = Por pilar
section-by-category = Por categoría de gasto del GNUDS y año
section-results = Cada resultado
section-results-total = Total
section-how-to-check = Cómo comprobar estas cifras
section-terms = Definiciones
section-rules = Reglas
section-rates = Tipos de cambio al { $day }
section-where = Dónde están los fondos
section-over-years = A lo largo de los años
section-donors = Donantes
section-donors-signed = Firmado por donante y año, a los tipos de la firma
section-donors-years = Recibido por donante y año, neto de reembolsos
section-gap-strengths = Déficit de financiación en tres escenarios
section-raising = Del déficit a lo que queda por movilizar
section-bridge = Del déficit a lo que falta a las prioridades
section-months = Al final de cada mes
section-reconciliation = Totales de ambos registros
section-causes = Causas

## Key figures of the summary
key-committed = Contribuciones firmadas
key-committed-means = Acuerdos en vigor; lo pendiente se valora a los tipos de cambio actuales
key-paid = Recibido
key-paid-means = Contribuciones recibidas, netas de reembolsos; parte de las contribuciones firmadas
key-kept = Comisión, tasa y reserva de apoyo
key-kept-means = Cobradas o retenidas de lo recibido; parte de lo recibido
key-placed = Asignado
key-placed-means = Destinado a países y temas según lo permiten sus fines; parte de lo recibido
key-waiting = No asignado
key-waiting-means = Fondos que por ahora no pueden asignarse respetando sus fines; la hoja Asignación explica por qué
key-spent = Imputado
key-spent-means = Gastos de los proyectos imputados a los acuerdos; parte de lo asignado (tasa de ejecución)
key-support = Gastos de apoyo a los programas
key-support-means = Costos indirectos de esos gastos
key-left = Saldo
key-left-means = Lo que queda de lo recibido; parte de lo recibido
key-fund = Recibido de todos los donantes
key-fund-means = Todos los donantes juntos; el porcentaje es su parte
key-gap = Déficit de financiación del programa
key-gap-means = Lo que falta de un presupuesto de { $budget } { $currency }; parte del presupuesto
other-countries = { $count ->
    [one] Otro país o zona ({ $number })
   *[other] Otros { $number } países y zonas
}
chart-where = Asignado e imputado por país (millones { $currency })
chart-years = Recibido e imputado por año (millones { $currency })
chart-gap = El déficit en el tiempo (millones { $currency })
chart-alternative = Gráfico: { $title }. Las cifras están en la tabla a su izquierda.

## Column headers
h-figure = Concepto
h-amount = Importe
h-share = Parte
h-meaning = Definición
h-blank = A la fecha indicada
h-in-currency = En { $currency }
h-cumulative = Todos los años
h-agreement = Acuerdo
h-title = Título
h-signed = Firmado
h-announced = Anunciado
h-currency = Moneda
h-original = Importe en su moneda
h-at-signature = Valor al firmar
h-exchange = Diferencia de cambio
h-given-back = Reembolsado y dado de baja
h-committed = Contribuciones firmadas
h-paid = Recibido
h-to-come = Pendiente
h-value = Valor actual
h-status = Situación
h-due = Vencimiento
h-paid-part = De lo cual, recibido
h-open = Por cobrar
h-earmark = Fines
h-strictness = Categoría
h-charges = Comisión y tasa
h-support-kept = Reserva para gastos de apoyo
h-programmable = Programable
h-placed = Asignado
h-waiting = No asignado
h-honoured = Cómo se respetaron los fines
h-country = País o zona
h-region = Región
h-theme = Tema
h-pillar = Pilar
h-period = Período
h-need = Necesidad
h-outside = Financiado por otras fuentes
h-share-of-need = Parte de la necesidad
h-share-of-paid = Parte de lo recibido
h-spent = Imputado
h-delivery = Tasa de ejecución
h-obligated = Obligaciones por liquidar
h-left = No gastado
h-balance = Saldo
h-category = Categoría de gasto
h-date = Fecha
h-result = Resultado
h-description = Descripción
h-result-all = Total
h-result-share = En su parte
h-result-pool = Mediante el fondo
h-what = Naturaleza
h-document = Documento
h-lines = Líneas
h-in = Entradas
h-out = Salidas
h-source = Registro de origen
h-units-per = Unidades por 1 { $currency }
h-check = Comprobación
h-holds = Se cumple
h-mark = Marca
h-year = Año
h-net = Recibido
h-month = Mes
h-donor = Donante
h-deposits-only = Contribuciones recibidas
h-with-commitments = más acuerdos firmados
h-with-pledges = más promesas ponderadas
h-above = Por encima de la necesidad
h-gap = Déficit
h-funded = Financiado
h-gap-commitments = Déficit tras acuerdos firmados
h-gap-outlook = Déficit tras promesas ponderadas
h-ours = Registros del fondo
h-theirs = Registros de finanzas
h-difference = Diferencia
h-explained = Explicado
h-matched = Emparejados
h-differences = Diferencias (número)
h-reference = Referencia
h-cause = Causa
h-proposal = Asiento propuesto
h-source-ours = Fuente en los registros del fondo
h-source-theirs = Fuente en los registros de finanzas

## Where there is nothing
none-agreements = Aún no hay acuerdos firmados.
none-instalments = No hay cuotas acordadas.
none-deposits = Aún no se han recibido contribuciones.
none-placed = Aún no hay nada asignado.
none-transactions = Aún no hay transacciones.
none-cells = No hay prioridades.
none-finance = Finanzas no envió extracto.
none-differences = Ninguna diferencia.

## Earmarks
earmark-none = Cualquier lugar y tema
earmark-except = Excepto { $places }
earmark-at-least = Al menos { $share } para { $scope }
earmark-at-most = Como máximo { $share } para { $scope }
earmark-outside = trabajo fuera de los países
earmark-window = Para necesidades de { $period }
earmark-1 = 1 Sin fines específicos
earmark-2 = 2 Fines flexibles
earmark-3 = 3 Con fines específicos
earmark-4 = 4 Con fines específicos estrictos
period = { $from } a { $to }
honoured = { $count ->
    [one] Todos los fondos se asignaron respetando sus fines ({ $number } prioridad admisible).
   *[other] Todos los fondos se asignaron respetando sus fines ({ $number } prioridades admisibles).
}
waits-no-cell = El fondo no tiene ninguna prioridad que los fines permitan; unos fines más amplios permitirían emplear los fondos.
waits-all-full = El saldo se retiene: todas las prioridades que los fines permiten están plenamente financiadas, por todas las fuentes.
waits-limit = El saldo se retiene: se alcanzó un límite del acuerdo o de la política del fondo.
instalment-paid = Recibida
instalment-overdue = Vencida
instalment-coming = Por vencer
instalment-written-off = Dada de baja

## Names of values
category-staff = Personal
category-supplies = Suministros, productos, materiales
category-equipment = Equipo, vehículos y mobiliario
category-contractual = Servicios por contrata
category-travel = Viajes
category-transfers = Transferencias y subvenciones
category-operating = Gastos generales y otros costos directos
category-indirect = Costos indirectos de apoyo
category-opening = Imputado antes de estos libros
receipt-deposit = Contribución recibida
receipt-refund = Reembolso
receipt-write-off = Baja contable
receipt-interest = Intereses
receipt-bank-charge = Cargo bancario
receipt-transfer = Transferencia entre acuerdos
transaction-expenditure = Gasto
original-line = { $amount } a { $rate }
result-change = Cambios institucionales
result-legal = Personas cubiertas por ley
result-effective = Personas cubiertas efectivamente
result-adequacy = Personas con prestaciones adecuadas
results-line = { $kind }: { $share } de { $all }
finance-deposit = Contribuciones recibidas
finance-refund = Reembolsos
finance-budget = Presupuestos emitidos
finance-expenditure = Gastos
cause-missing-here = Falta en los registros del fondo
cause-missing-there = Falta en los registros de finanzas
cause-amount = Importe
cause-rate = Tipo de cambio
cause-rounding = Redondeo
cause-timing = Desfase temporal
cause-duplicate = Duplicado
cause-sign = Signo
cause-alias = Nombre
month-actual = Real
month-projected = Proyectado

## Statement of sources and uses
statement-sources = Fuentes de fondos
statement-deposits = Contribuciones recibidas
statement-promised = Contribuciones recibidas, a los tipos de la firma
statement-exchange = Diferencia de cambio hasta su recepción
statement-refunds = Reembolsos a donantes
statement-interest = Intereses e ingresos por inversiones
statement-total-sources = Total de fuentes
statement-uses = Usos de fondos
statement-fee = Comisión del agente administrativo
statement-levy = Tasa de coordinación
statement-spent = Gastos imputados
statement-support = Gastos de apoyo a los programas (costos indirectos)
statement-bank = Cargos bancarios
statement-total-uses = Total de usos
statement-balance = Saldo de fondos
statement-opening = Saldo inicial
statement-change = Variación neta
statement-closing = Saldo final
statement-position = Situación de los fondos
position-committed = Contribuciones firmadas
position-paid = Contribuciones recibidas, netas de reembolsos
position-placed = Asignado a prioridades
position-spent = Gastos imputados
position-obligated = Obligaciones por liquidar (fuera de gastos)
position-pending = Gastos pendientes (aún no imputados a un acuerdo)
position-projects = Saldo en los proyectos
position-fund = Saldo en el fondo
position-total = Saldo total
position-delivery = Tasa de ejecución (gastos / asignado)

## The gap
gap-budget = Presupuesto del programa
gap-own = Recursos propios de la organización
gap-ongoing = Proyectos en curso fuera del fondo
gap-pool = Contribuciones al fondo
gap-total = Déficit
raising-gap = Déficit, tras las contribuciones recibidas
raising-to-come = Firmado y aún por recibir
raising-pledged = Anunciado, ponderado
raising-pipeline = En preparación, ponderado
raising-still = Queda por movilizar
bridge-fee = Comisión del agente administrativo
bridge-levy = Tasa de coordinación
bridge-support = Reservado para gastos de apoyo
bridge-unallocated = Sin asignar: ninguna prioridad puede recibirlo
bridge-lapsed = Vencido: de acuerdos que han terminado
bridge-interest = Intereses disponibles para las prioridades
bridge-above = Financiado por encima de la necesidad
bridge-over = Asignado en exceso
bridge-below = En descubierto: reembolsado por encima de lo recibido
bridge-needs = Necesidades de las prioridades, menos el presupuesto
bridge-other = Recursos propios y proyectos en curso, menos otra financiación de las prioridades
bridge-cells = Lo que falta a las prioridades

## Remarks
note-at-signature = Contribuciones firmadas = valor al firmar + diferencia de cambio − reembolsos y bajas = recibido + pendiente.
note-expenditure = Las obligaciones por liquidar son pedidos aún no pagados; figuran junto a los gastos y nunca en ellos. Los gastos de apoyo se suman aparte y figuran en el estado.
note-results = Los resultados se reparten entre las contribuciones a un país y tema, en proporción a sus fondos. Es un cálculo prorrateado y no atribuye los resultados a una sola contribución. La parte de un cambio institucional es una fracción de él.
note-rates = Lo pendiente se valora a estos tipos; cada contribución recibida, al importe contabilizado o al tipo de su día, que figura junto a ella en la hoja de transacciones.
note-statement = Los intereses y cargos bancarios pertenecen al fondo en su conjunto y figuran en su informe consolidado. Saldo en el fondo: no asignado y reservado a gastos de apoyo.
<<<<<<< HEAD
note-statement-fund = Saldo en el fondo: no asignado, reservado a gastos de apoyo e intereses, menos cargos bancarios y gastos aún no imputados.
note-checks = Cada línea es una fórmula activa sobre las hojas de este libro: cifras que deben concordar y, después, los totales de control de todos los números que ninguna fórmula produce. Cambie un número y una comprobación pasa a FALSO.
=======
note-statement-fund = Saldo en el fondo: no asignado, reservado a gastos de apoyo e intereses, menos cargos bancarios. Los gastos pendientes aún no se descuentan de ningún saldo.
note-checks = Cada línea es una fórmula activa sobre las hojas de este libro. Cambie una cifra y las comprobaciones que dependen de ella pasan a FALSO.
>>>>>>> wiring
note-bridge = No todos los fondos recibidos están disponibles para las prioridades: median la comisión, la tasa, la reserva de apoyo y los fondos no asignados.
note-pledge-weight = Las promesas cuentan al { $weight } de su valor.
note-projection = Proyectado: las cuotas llegan a su vencimiento, las vencidas el mes próximo; los acuerdos firmados y las promesas no cambian.
note-reconciliation = Diferencia = registros del fondo − registros de finanzas. Las diferencias enumeradas explican la de los totales al centavo.
note-largest = Las { $shown } mayores de { $all }; el libro de la conciliación las enumera todas, con los totales de ambas partes.
how-to-check = La hoja de comprobaciones contiene fórmulas activas que enlazan las hojas. Cada transacción nombra el archivo, la hoja y la fila de donde se leyó. Los totales son sumas que su programa recalcula.
inputs-hash = SHA-256 del conjunto de datos: { $hash }
made-by = Producido por { $program } { $version }.

## Terms
term-commitment = Contribuciones firmadas
means-commitment = acuerdos en vigor: lo recibido, neto de reembolsos, más lo pendiente al tipo de cambio de la fecha del informe.
term-paid = Recibido
means-paid = contribuciones recibidas, por el importe contabilizado, netas de reembolsos.
term-exchange = Diferencia de cambio
means-exchange = efecto de las variaciones de los tipos de cambio desde la firma.
term-fee = Comisión del agente administrativo
means-fee = un porcentaje de cada contribución recibida.
term-levy = Tasa de coordinación
means-levy = un porcentaje de las contribuciones con fines específicos estrictos.
term-support = Gastos de apoyo a los programas
means-support = costos indirectos, un porcentaje de los gastos directos, reservados de lo programable.
term-programmable = Programable
means-programmable = lo recibido, menos comisión y tasa, dividido por uno más la tasa de apoyo.
term-placed = Asignado
means-placed = fondos destinados a un país y tema que los fines permiten.
term-waiting = No asignado
means-waiting = fondos programables que por ahora no pueden asignarse respetando sus fines.
term-spent = Imputado
means-spent = gastos imputados a un acuerdo: al que el documento nombra o, si no, en proporción a los fondos de su país y tema.
term-obligation = Obligación por liquidar
means-obligation = un pedido hecho y aún no pagado.
term-delivery = Tasa de ejecución
means-delivery = gastos imputados divididos por la asignación.
term-gap = Déficit
means-gap = presupuesto, menos recursos propios, menos proyectos en curso, menos lo recibido por el fondo.
rule-rounding = Los importes son exactos al centavo. El medio centavo se redondea alejándose de cero, y las partes de un importe repartido siempre suman ese importe (Sainte-Laguë).
rule-allocation = Se asigna tanto como los fines permiten, primero a las prioridades peor financiadas.
rule-attribution = Los gastos por encima de lo asignado a un país y tema se presentan aparte, a la espera de una solución.
rule-privacy = Este libro contiene solo cifras de este donante y totales del fondo.
rule-charges = Cargos salvo que un acuerdo diga otra cosa: agente administrativo { $fee }, apoyo a los programas { $support }, tasa de coordinación { $levy }.

## Checks
check-all = Todas las comprobaciones se cumplen
check-committed = Las contribuciones firmadas son iguales a lo recibido más lo pendiente
check-placed = La asignación por acuerdo es igual a la de país y tema
check-programmable = Lo programable es igual a lo asignado más lo no asignado
check-matrix = Los totales por país y por tema concuerdan
check-allocation-expenditure = La asignación coincide en las hojas de asignación y gastos
check-spent-theme = Los gastos por país igualan los gastos por tema
check-spent-category = Los gastos por país igualan los gastos por categoría
check-spent-statement = Los gastos del estado igualan los gastos por país
check-paid-statement = Las contribuciones del estado igualan las contribuciones por acuerdo
check-closing = El estado cierra: fuentes menos usos son el saldo final
check-transactions-in = Las entradas igualan las contribuciones del estado
check-transactions-out = Las salidas y su parte de los gastos compartidos igualan los gastos del estado
check-donors-years = Lo recibido por donante iguala lo recibido por año
check-programme-ties = Presupuesto menos recursos propios y proyectos en curso es el importe por movilizar
check-gap-regions = El déficit por región iguala el déficit por país
check-gap-pillars = El déficit por pilar iguala el déficit por tema
check-gap-bridge = El déficit por país iguala el puente desde el déficit del programa
check-explained = Las diferencias enumeradas explican la de los totales
check-causes = Las causas suman todas las diferencias
check-control-money = { $sheet }: los { $count } importes siguen sumando { $sum }
check-control-decimals = { $sheet }: los { $count } importes en otras monedas y tipos siguen sumando { $sum } (total de control)
check-control-counts = { $sheet }: los { $count } números siguen sumando { $sum } (total de control)
check-control-days = { $sheet }: las { $count } fechas no han cambiado (total de control { $sum })

## Dashboard
dashboard-headline = Faltan { $gap } { $currency }: el { $share } del presupuesto.
dashboard-paid = Recibido por el fondo
dashboard-signed = Firmado, pendiente
dashboard-pledged = Prometido, ponderado
dashboard-missing = Falta tras todo ello
dashboard-places = Dónde falta más
dashboard-themes = Financiación de los temas
dashboard-delivery = Ejecución por región
dashboard-overdue = Cuotas vencidas
dashboard-table = Las cifras en tabla

## Letters
letter-subject = { $fund }: informe al { $day }
letter-attention = A la atención de: { $name }
letter-greeting = Estimados señores y señoras:
letter-body = Adjuntamos nuestro informe para { $donor } al { $day }. Muestra lo firmado y recibido, adónde fueron los fondos, lo imputado y lo que queda. Cada total es una fórmula activa y la última hoja contiene las comprobaciones.
letter-figures = Firmado: { $committed } { $currency }. Recibido: { $paid }. Asignado: { $placed }. Imputado: { $spent }.
letter-close = Atentamente

## Changes since the last closed month
sheet-changes = Cambios
title-changes = Cambios desde el último mes cerrado
changes-between = Del { $from }, tal como se cerró, al { $to }.
h-opening = Apertura
h-new = Nuevo
h-restated = Rectificado
h-closing = Cierre
changes-committed = Contribuciones firmadas
changes-paid = Recibido, menos reembolsos
changes-placed = Asignado
changes-spent = Imputado, gastos de apoyo incluidos
none-changes = Nada cambió.
check-changes = Las contribuciones recibidas de los cambios terminan en las del estado
check-bridge = El puente de los cambios cuadra ({ $part })
note-changes = Nuevo: asientos con fecha posterior al día de apertura; de lo asignado e imputado, todo lo que se añadió. Rectificado: asientos que ya no son lo que eran al cerrar el mes, o que llegaron tarde. Diferencia de cambio: asientos que no cambiaron, a otros tipos.

## Reasons
sheet-reasons = Razones
title-reasons = Por qué subsiste un déficit de financiación
section-gap-causes = El déficit de las prioridades según sus causas
cause-money = Falta de fondos
cause-money-means = Faltaría aunque todos los fondos pudieran ir a cualquier parte
cause-earmarks = Bloqueado por los fines específicos
cause-earmarks-means = Fondos que existen pero no pueden usarse donde faltan
cause-policy = Bloqueado por los límites
cause-policy-means = Fondos que retienen los topes o la cuota de los países
section-money-expires = Fondos no asignados: últimos días de uso
section-money-waits = Fondos no asignados
h-usable-until = Utilizable hasta
h-why = Por qué
none-waits = No hay fondos no asignados.
section-loosened = Fines cuya flexibilización liberaría más fondos
note-loosened = Cada uno por sí solo: lo que podría asignarse además si solo estos fines fueran un nivel más amplios.
h-would-place = Liberaría
h-loosened = Flexibilización
loosened-places = sus lugares ampliados un nivel
loosened-themes = sus temas ampliados un nivel
loosened-exclusions = sus exclusiones suprimidas
none-loosened = Ninguna flexibilización de un nivel liberaría más fondos.
section-cells-lack = Prioridades con financiación insuficiente
h-missing = Falta
none-lacks = A ninguna prioridad le faltan fondos.
lacks-ceiling = Su necesidad supera su tope.
lacks-money = No quedan fondos por asignar.
lacks-all-earmarks = Ningún fondo no asignado puede usarse para esta prioridad.
lacks-earmarks = Estos fondos no asignados no pueden usarse para esta prioridad: { $lots }.
lacks-policy = Un tope, un límite o la cuota de los países retiene: { $lots }.
expires-soon = Solo puede usarse hasta el { $day }.
expired = Solo podía usarse hasta el { $day }.
check-gap-causes = Las tres causas suman el déficit de las prioridades

## Annual report
book-annual = Informe anual { $year }: { $fund }
sheet-annual = Año
title-annual = Informe anual para la reunión de asociados
section-annual = El año { $year }
annual-signed = Firmado, a los tipos de la firma
annual-paid-all = Recibido en todos los años
annual-spent = Imputado en { $year }
note-annual = El año va del 1 de enero al 31 de diciembre, o hasta el día del informe si es anterior.
check-annual = Lo imputado en el año cuadra: { $table }

## Proposed entries of the reconciliation
proposal-one-month = Contabilizado el { $ours } por el fondo y el { $theirs } por finanzas; acordar un solo mes. Sin asiento de importe.
proposal-one-donor = Finanzas lo contabiliza a nombre de { $theirs }, el fondo a nombre de { $ours }; mover uno de los dos.
proposal-alias = Finanzas escribe «{ $name }» por { $donor }; añadirlo a los alias.
proposal-adjust = { $why }: ajustar { $document } de finanzas en { $amount }.
proposal-await-there = { $document } del { $day } puede contabilizarse en finanzas el mes próximo; volver a mirar entonces.
proposal-book-there = Pedir a finanzas que contabilice { $document } del { $day }: { $amount }.
proposal-await-here = { $document } del { $day } puede llegarnos el mes próximo; volver a mirar entonces.
proposal-book-here = Registrar en el fondo { $document } del { $day } ({ $amount }), o preguntar a finanzas qué es.
proposal-reverse = { $document } repite { $twin } en finanzas: anular { $amount }.
proposal-no-number = la línea sin número
fault-sign = El signo está invertido en el registro de finanzas
fault-rounding = Una diferencia de redondeo
fault-rate-of = Finanzas usó el tipo de { $currency } del { $day }
fault-other-rate = Finanzas usó otro tipo de { $currency }
fault-transposed = Hay cifras traspuestas en un lado; revisar el documento
fault-amount = Los importes difieren; revisar el documento

## Explanations, to be read alone

explain-cell = { $cell }: { $placed } de { $needed } asignados por el fondo (necesidad { $need }, de ella { $outside } financiados por otras fuentes).
explain-funded = Está plenamente financiada.
explain-missing = Faltan { $amount }.
explain-agreement = { $agreement } ({ $earmark }): { $placed } de { $available } asignados.
explain-used = Todos están en uso.
explain-waits = { $amount } no asignados.
explain-no-money = { $agreement } aún no tiene fondos por asignar.
explain-keeps = { $agreement } ({ $earmark }; quedan { $left })
explain-gap = A las prioridades les faltan { $amount }:
explain-loosened = { $agreement }, con { $how }: podrían asignarse { $amount } más.
