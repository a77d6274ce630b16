# The words of the reports in Portuguese. A test holds that all languages have the same texts.

## General
all-donors = Todos os doadores
as-of-line = A { $day }, { $edition }. Todos os montantes em { $currency }, salvo indicação em contrário.
edition-draft = edição provisória
edition-closed = edição fechada
edition-draft-means = edição provisória (o mês não está fechado e os valores ainda podem mudar)
illustrative = ILUSTRATIVO: a discriminação dos totais publicados é fictícia, para demonstração.
total = Total
source = { $place }, linha { $row }
in-currency = { $amount } { $currency }
labelled = { $label }: { $words }
day = { $day } de { $month } de { $year }
day-of-year = { $day } { $month }
month-of-year = { $month } de { $year }
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro

## Workbooks and sheets
book-donor = Relatório: { $donor }
book-fund = Relatório consolidado: { $fund }
book-gap = Acompanhamento do défice de financiamento: { $fund }
book-reconciliation = Reconciliação com a contabilidade: { $fund }
sheet-summary = Resumo
title-summary = Resumo
sheet-contributions = Contribuições
title-contributions = Contribuições e calendário de pagamentos
sheet-earmarks = Consignações
sheet-announced = Promessas
title-announced = Promessas de contribuição e acordos terminados
sheet-instalments = Tranches
sheet-allocation = Atribuição
title-allocation = Atribuição a prioridades
sheet-matrix = Países e temas
title-matrix = Atribuição por país e tema
sheet-expenditure = Despesas
title-expenditure = Despesas face à atribuição
sheet-pending = Pendente
title-pending = Despesas pendentes
sheet-uncovered = Compromissos sem cobertura
title-uncovered = Compromissos em aberto sem fundos atribuídos que os cubram
sheet-over = Atribuído em excesso
title-over = Fundos acima do seu limite
sheet-statement = Origens e aplicações
title-statement = Demonstração da origem e aplicação dos fundos
sheet-results = Resultados
title-results = Resultados
sheet-data = Dados
title-data = Dados: os números que as outras folhas somam
note-data = Os valores das outras folhas são fórmulas sobre estas tabelas: uma coisa por linha, para filtros e tabelas dinâmicas. A folha de verificações tem um total de controlo de cada uma. Não se imprime.
section-data-amounts = Montantes por acordo, ano e rubrica
section-data-cells = Atribuído e imputado, por acordo e célula
section-data-amounts-together = Montantes por doador, ano e rubrica
section-data-cells-together = Atribuído e imputado, por célula
section-data-own = Recebido nas moedas dos acordos
section-data-period = Antes do período de relatório e durante este
section-data-needs = Necessidades, por célula
none-data = Não há montantes.
h-cell-code = Célula
h-country-code = Código do país ou zona
h-region-code = Código da região
h-theme-code = Código do tema
h-pillar-code = Código do pilar
h-donor-code = Código do doador
section-data-results = Resultados e metas, por lugar e tema
sheet-country-pages = Páginas dos países
title-country-pages = Países e zonas: fundos, resultados e o que falta
sheet-theme-pages = Páginas dos temas
title-theme-pages = Temas: fundos, resultados e o que falta
section-page-why = Por que razão faltam fundos
page-nothing-missing = Aqui não falta nada.
page-no-results = Não foram comunicados resultados nem fixadas metas.
h-reached-in = Alcançado em { $year }
sheet-transactions = Transações
title-transactions = Transações: um recebimento ou imputação por linha
sheet-notes = Notas
title-notes = Notas
sheet-checks = Verificações
title-checks = Verificações
sheet-donors = Doadores
title-donors = Contribuições por doador e ano
sheet-gap = Défice
title-gap = O défice de financiamento
sheet-gap-places = O que falta por local
title-gap-places = O que falta, por região e país
sheet-gap-themes = O que falta por tema
title-gap-themes = O que falta, por pilar e tema
sheet-gap-months = Défice no tempo
title-gap-months = O défice mês a mês
sheet-reconciliation = Reconciliação
title-reconciliation = Reconciliação com a contabilidade
sheet-differences = Diferenças
title-differences = Diferenças e lançamentos propostos

## Sections
section-agreements = Acordos assinados
section-pledges = Promessas de contribuição, anunciadas e ainda não assinadas
section-pipeline = Em preparação, em conversação e não anunciado
title-instalments = Tranches, cada uma na moeda do seu acordo
title-earmarks = O que cada acordo pode financiar e como a sua consignação foi respeitada
section-ended = Acordos terminados
section-by-country = Por país
section-by-region = Por região
section-by-theme = Por tema
section-by-pillar = Por pilar
section-by-category = Por categoria de despesa do GNUDS e ano
section-by-category-alone = Por categoria de despesa do GNUDS
section-results = Cada resultado
section-results-year = Resultados comunicados em { $year }
section-results-total = Todos os resultados
section-how-to-check = Como verificar estes valores
section-terms = Definições
section-rules = Regras
section-rates = Taxas de câmbio a { $day }
section-where = Onde estão os fundos
section-over-years = Ao longo dos anos
section-donors = Doadores
section-donor-balances = Dos saldos dos doadores ao do fundo
section-donors-signed = Assinado por doador e ano, às taxas da assinatura
section-donors-years = Recebido por doador e ano, líquido de reembolsos
section-gap-strengths = Défice de financiamento em três cenários
section-raising = Do défice ao que falta mobilizar
section-bridge = Do défice ao que falta às prioridades
section-months = No fim de cada mês
section-reconciliation = Totais de ambos os registos

## Key figures of the summary
key-committed = Contribuições assinadas
key-committed-means = Acordos em vigor; o que falta receber é avaliado às taxas de câmbio atuais
key-paid = Recebido líquido
key-paid-means = Contribuições recebidas menos reembolsos; parte das contribuições assinadas
key-transferred = Transferências entre acordos
key-transferred-means = De acordos de outros doadores, menos o que foi para eles
key-charges = Comissão e taxa
key-charges-means = Cobradas do que foi recebido; parte do recebido
key-reserve = Reserva para custos de apoio
key-reserve-means = Retida do que foi recebido, para o custo de apoio; parte do recebido
key-placed = Atribuído
key-placed-means = Destinado a países e temas conforme as consignações; parte do recebido
key-waiting = Não atribuído
key-waiting-means = Fundos que agora não podem ser atribuídos segundo a consignação; ver «O que cada acordo pode financiar»
key-waiting-decided-means = Fundos programáveis não atribuídos; ver «O que cada acordo pode financiar»
key-lapsed = Caducado
key-lapsed-means = De acordos terminados, sem a sua reserva de apoio: a devolver ou prorrogar
key-over = Atribuído em excesso
key-over-means = Atribuído, e que já não existe
key-spent = Imputado
key-spent-means = Despesas dos projetos imputadas aos acordos; parte do atribuído (taxa de execução)
key-spent-lapsed-means = Despesas dos projetos imputadas aos acordos; parte do que continua atribuído (taxa de execução): { $lapsed } caducaram sem serem gastos e não contam nela
key-support = Custos de apoio ao programa
key-support-means = Custos indiretos dessas despesas
key-interest = Juros menos encargos bancários
key-interest-means = Uma fonte própria, a par do que os doadores deram
key-interest-part = A sua parte dos juros menos encargos bancários
key-interest-part-means = A devolver-lhe, com o saldo
key-pending = Despesas pendentes
key-pending-means = Ainda não imputadas a um acordo; ver Pendente
key-left = Saldo
key-left-means = Recebido e juros menos comissão, taxa, imputado e apoio; parte do recebido
key-left-own-means = Recebido menos comissão, taxa, imputado e apoio; parte do recebido
key-fund = Recebido líquido de todos
key-fund-means = Todos os doadores em conjunto; a percentagem é a sua parte
key-gap = Défice de financiamento do programa
key-gap-means = O que falta de um orçamento de { $budget }; parte do orçamento
other-countries = { $count ->
    [one] { $number } outro país ou zona
   *[other] Outros { $number } países e zonas
}
other-countries-listed = { $count ->
    [one] outro país ou zona ({ $number })
   *[other] outros { $number } países e zonas
}
chart-where = Atribuído e imputado por país ({ $unit })
chart-years = Recebido líquido e imputado por ano ({ $unit })
chart-gap = O défice ao longo do tempo ({ $unit })
chart-concept = Necessidade, e o que dela falta, por tema ({ $unit })
logo-alternative = Logótipo: { $fund }
unit-ones = { $currency }
unit-thousands = milhares de { $currency }
unit-millions = milhões de { $currency }
chart-alternative = Gráfico: { $title }. Os valores estão na tabela à esquerda.
    .paper = Gráfico: { $title }. Os valores estão na tabela que o precede.

## Column headers
h-figure = Rubrica
h-amount = Montante
h-share = Parte
h-share-of-all = Parte de todos os anos
h-meaning = Definição
h-as-at-day = A { $day }
h-in-currency = Em { $currency }
h-cumulative = Todos os anos
h-agreement = Acordo
h-agreements-concerned = Acordos em causa
h-ended = Terminou em
h-title = Título
h-signed = Assinado em
h-announced = Anunciado em
h-currency = Moeda
h-original = Montante na sua moeda
h-at-signature = Valor na assinatura
h-exchange = Diferença cambial
h-given-back = Reembolsado e anulado
h-committed = Contribuições assinadas
h-paid = Recebido líquido
h-to-come = Por receber
h-value = Valor atual
h-status = Situação
h-due = Vencimento
h-paid-part = Do qual recebido
h-open = Em aberto
h-earmark = Consignação
h-strictness = Categoria
h-transferred = Transferido
h-charges = Comissão e taxa
h-support-kept = Reserva para custos de apoio
h-programmable = Programável
h-placed = Atribuído
h-waiting = Não atribuído
h-held = Do qual retido por decisões
h-lapsed = Caducado
h-over = Atribuído em excesso
h-reserve = Reserva de apoio correspondente
h-owed = A devolver ou prorrogar
h-kept = Retido para compromissos em aberto
h-country = País ou zona
h-region = Região
h-theme = Tema
h-pillar = Pilar
h-period = Período
h-need = Necessidade
h-outside = Financiado por outras fontes
h-share-of-need = Parte da necessidade
h-own-share-of-need = A sua parte da necessidade
h-funded-all = Necessidade financiada, todas as fontes
h-funded-share = Parte da necessidade financiada por todas as fontes
h-share-of-paid = Parte do recebido líquido
h-spent = Imputado
h-delivery = Taxa de execução
h-obligated = Compromissos em aberto
h-since = Desde
h-left = Não gasto
h-balance = Saldo
h-category = Categoria de despesa
h-date = Data
h-incurred = Data da despesa
h-days = Dias
h-result = Resultado
h-description = Descrição
h-result-all = Comunicado, por inteiro
h-result-share = A sua parte entre os acordos do fundo
h-result-money = A sua atribuição, parte da necessidade
h-result-money-pool = Atribuição do fundo, parte da necessidade
h-year-charged = Ano da imputação
h-month-charged = Mês da imputação
h-rate = Taxa
h-what = Natureza
h-document = Documento
h-lines = Linhas
h-in = Entradas
h-out = Saídas
h-source = Registo de origem
h-units-per = Unidades por 1 { $currency }
h-check = Verificação
h-holds = Verifica-se
h-mark = Sinal
h-year = Ano
h-net = Recebido líquido
h-month = Mês
h-months = Meses
h-donor = Doador
h-deposits-only = Contribuições recebidas
h-with-commitments = mais acordos assinados
h-with-pledges = mais promessas ponderadas
h-gap-received = Défice após contribuições recebidas
h-gap-signed = Défice após acordos assinados
h-gap-pledged = Défice após promessas ponderadas
h-above = Acima da necessidade
h-gap = Em falta
h-funded = Financiado
h-gap-commitments = Em falta após acordos assinados
h-gap-outlook = Em falta após promessas ponderadas
h-ours = Registos do fundo
h-theirs = Registos da contabilidade
h-difference = Diferença
h-explained = Explicado
h-matched = Correspondidos
h-differences = Diferenças (número)
h-reference = Referência
h-cause = Causa
h-concerned = Onde
h-proposal = Lançamento proposto
h-source-ours = Fonte nos registos do fundo
h-source-theirs = Fonte nos registos da contabilidade

## Where there is nothing
none-agreements = Ainda não há acordos assinados.
donors-anonymous = Doadores anónimos
note-told-together = Os doadores que não aceitaram ser nomeados figuram em conjunto numa linha; se um deles pudesse ser reconhecido, figura com eles o doador nomeado que menos contribuiu.
none-instalments = Não há tranches acordadas.
none-deposits = Ainda não foram recebidas contribuições.
none-placed = Ainda nada foi atribuído.
none-transactions = Ainda não há transações.
none-period-receipts = No período nada foi recebido nem reembolsado.
none-period-charged = No período nada foi imputado.
none-cells = Não há prioridades.
none-finance = A contabilidade não enviou extrato.
none-differences = Nenhuma diferença.

## Earmarks
earmark-none = Qualquer lugar e tema
earmark-except = Exceto { $places }
earmark-at-least = { $scope }: pelo menos { $share }
earmark-at-most = { $scope }: no máximo { $share }
earmark-outside = trabalho fora dos países
earmark-window = Para necessidades de { $period }
earmark-days = Para necessidades de { $from } a { $to }
earmark-from = Para necessidades a partir de { $day }
earmark-until = Para necessidades até { $day }
earmark-1 = 1 Não consignado
earmark-2 = 2 Consignação flexível
earmark-3 = 3 Consignado
earmark-4 = 4 Consignação estrita
period = { $from } a { $to }
honoured = { $count ->
    [one] Todos os fundos foram atribuídos no respeito da consignação ({ $number } prioridade elegível).
   *[other] Todos os fundos foram atribuídos no respeito da consignação ({ $number } prioridades elegíveis).
}
honoured-part = { $count ->
    [one] O que está atribuído respeita a consignação ({ $number } prioridade elegível); restam fundos.
   *[other] O que está atribuído respeita a consignação ({ $number } prioridades elegíveis); restam fundos.
}
waits-no-cell = O fundo não tem nenhuma prioridade que a consignação permita; uma consignação mais ampla permitiria empregar os fundos.
waits-all-full = O resto fica por atribuir, porque toda a prioridade que a consignação permite está plenamente financiada contando todas as fontes.
waits-limit = Ficam por atribuir: foi atingido um limite do acordo ou da política do fundo.
limit-broken = Não cumprido: { $limit }; é { $share } do programável.
limits-kept = Limites, em proporção do programável: { $limits }.
limit-at-least = { $scope }: { $share } (pelo menos { $bound })
limit-at-most = { $scope }: { $share } (no máximo { $bound })
limit-open = { $scope }: { $share } até agora (pelo menos { $bound })
honoured-but = { $amount } foram imputados a prioridades que a consignação já não permite; os restantes fundos respeitam-na.
honoured-moves = { $amount } continuam atribuídos a prioridades que a consignação já não permite e aguardam uma decisão.
waits-ended = Terminou em { $day }: a devolver ou prorrogar.
instalment-paid = Recebida
instalment-overdue = Em atraso
instalment-coming = Por vencer
instalment-after-end = Após o fim
instalment-written-off = Anulada

## Names of values
category-staff = Pessoal
category-supplies = Fornecimentos, produtos, materiais
category-equipment = Equipamento, veículos e mobiliário
category-contractual = Serviços contratuais
category-travel = Viagens
category-transfers = Transferências e subvenções
category-operating = Despesas gerais e outros custos diretos
category-indirect = Custos indiretos de apoio
category-opening = Imputado antes destes livros
receipt-deposit = Contribuição recebida
receipt-refund = Reembolso
receipt-write-off = Anulação
receipt-interest = Juros
receipt-bank-charge = Encargo bancário
receipt-transfer = Transferência entre acordos
transaction-expenditure = Despesa
result-change = Mudanças institucionais
result-legal = Pessoas cobertas por lei
result-effective = Pessoas efetivamente cobertas
result-adequacy = Pessoas com prestações adequadas
results-line = { $kind }: total comunicado de { $all } onde os seus fundos foram imputados, do qual { $share } é a sua parte entre os acordos deste fundo
results-line-pool = { $kind }: total comunicado de { $all }
finance-deposit = Contribuições recebidas
finance-refund = Reembolsos a doadores
finance-budget = Atribuído (orçamentos emitidos)
finance-expenditure = Despesas
cause-missing-here = Falta nos registos do fundo
cause-missing-there = Falta nos registos da contabilidade
cause-amount = Montante
cause-rate = Taxa de câmbio
cause-rounding = Arredondamento
cause-timing = Desfasamento temporal
cause-duplicate = Duplicado
cause-sign = Sinal
pending-no-cell = Nenhuma prioridade para este lugar, tema e data
pending-not-eligible = Nenhum acordo era elegível nesse dia
pending-beyond-need = Além da necessidade, ou do teto, da prioridade
pending-no-money = Sem fundos elegíveis aqui
over-refund = Foi reembolsado mais do que o disponível
over-transfer = Foi transferido mais do que o disponível
over-support-rate = Uma taxa de apoio mais alta retém mais
over-receipt = Um recebimento foi corrigido
over-earmark = A consignação já não permite estas prioridades
over-need = A necessidade diminuiu
over-gone = A prioridade já não consta da lista
over-amended = { $cause } (adenda { $number }, em vigor desde { $day })
month-actual = Real
month-projected = Projetado

## Statement of sources and uses
statement-sources = Origem dos fundos
statement-deposits = Contribuições recebidas
statement-promised = Contribuições recebidas, às taxas da assinatura
statement-exchange = Diferença cambial até ao recebimento
statement-refunds = Reembolsos a doadores
statement-transfers = Transferências entre acordos
statement-interest = Juros e rendimentos de investimentos
statement-interest-part = A sua parte dos juros menos encargos bancários
statement-total-sources = Total das origens
statement-uses = Aplicação dos fundos
statement-fee = Comissão do agente administrativo
statement-levy = Taxa de coordenação
statement-fee-levy = Comissão do agente administrativo e taxa de coordenação
statement-spent = Despesas imputadas
statement-support = Custos (indiretos) de apoio ao programa
statement-bank = Encargos bancários
statement-total-uses = Total das aplicações
statement-balance = Saldo dos fundos
statement-opening = Saldo inicial
statement-change = Variação líquida
statement-closing = Saldo final
statement-position = Situação dos fundos
position-committed = Contribuições assinadas
position-paid = Contribuições recebidas, líquidas de reembolsos
position-placed = Atribuído a prioridades
position-spent = Despesas imputadas
position-obligated = Compromissos em aberto (fora das despesas)
position-covered = Compromissos em aberto cobertos por fundos não gastos (fora das despesas)
position-uncovered = Compromissos em aberto sem fundos atribuídos que os cubram
obligations-all = Todos os compromissos em aberto dos dados de entrada
position-pending = Despesas pendentes (ainda não imputadas a um acordo)
position-unspent = Não gasto: atribuído, ainda não imputado
position-unallocated = Não atribuído
position-lapsed = Caducado, sem a sua reserva de apoio: de acordos terminados
position-over = Atribuído em excesso
position-below = A descoberto: reembolsado além do recebido
position-reserve = Reserva de apoio não utilizada
position-interest = Juros menos encargos bancários
position-interest-part = Juros a devolver
position-total = Saldo total
position-delivery = Taxa de execução (despesas / atribuído)
position-delivery-lapsed = Taxa de execução (despesas / o que continua atribuído, sem o que caducou)
note-delivery-lapsed = Taxa de execução: parte imputada do que continua atribuído. { $amount } caducaram sem serem gastos e não contam nela.
balance-donors = Saldos dos doadores
balance-held = Juros menos encargos bancários, detidos pelo fundo
balance-interest = Juros tornados programáveis, ainda não imputados
balance-fund = Saldo do fundo

## The gap
gap-budget = Orçamento do programa
gap-own = Recursos próprios da organização
gap-ongoing = Projetos em curso fora do fundo
gap-pool = Contribuições para o fundo, líquidas de reembolsos
gap-total = Défice
raising-gap = Défice, após as contribuições recebidas, líquidas de reembolsos
raising-to-come = Assinado e ainda por receber
raising-pledged = Anunciado, ponderado
raising-pipeline = Em preparação, ponderado
raising-still = Falta mobilizar
note-due-after-end = Do que está assinado e ainda por receber, { $amount } vence após o fim do seu acordo. Não é certo: esses acordos têm de ser prorrogados, ou não será recebido.
bridge-fee = Comissão do agente administrativo
bridge-levy = Taxa de coordenação
bridge-support = Reservado para custos de apoio
bridge-unallocated = Não atribuído: nenhuma prioridade o pode receber
bridge-unallocated-free = Não atribuído e não retido: nenhuma prioridade o pode receber
bridge-held = Não atribuído, retido por decisões
bridge-lapsed = Caducado: de acordos que terminaram
bridge-interest = Juros disponíveis para as prioridades
bridge-above = Financiado acima da necessidade
bridge-over = Atribuído em excesso
bridge-below = A descoberto: reembolsado além do recebido
bridge-needs = Necessidades das prioridades, menos o orçamento
bridge-other = Recursos próprios e projetos em curso, menos outro financiamento das prioridades
bridge-cells = O que falta às prioridades

## The reporting period of a donor
sheet-period = Período do relatório
title-period = Demonstração do período do relatório
period-between = De { $from } a { $to }. Resulta do mesmo livro que a demonstração por ano e termina no mesmo saldo final.
h-in-period = No período, até { $day }
h-before-period = Antes, até { $day }
section-period-receipts = Recebimentos do período
section-period-countries = Despesas imputadas no período, por país ou zona
check-period = A demonstração do período do relatório termina no saldo final da demonstração por ano
check-period-receipts = Os recebimentos do período igualam os da sua demonstração
check-period-charged = As despesas do período por país igualam as da sua demonstração

## Remarks
note-at-signature = Contribuições assinadas = valor na assinatura + diferença cambial − reembolsos e anulações = recebido + por receber.
note-original = Na sua forma original.
note-expenditure = Os compromissos em aberto estão assumidos e ainda não pagos, na medida em que fundos não gastos da mesma prioridade aqui os cobrem; figuram ao lado das despesas e nunca nelas. Os custos de apoio acrescem e figuram na demonstração.
note-uncovered = Foram assumidos e ainda não pagos, e nenhum acordo tem no seu país e tema fundos não gastos suficientes para os cobrir; os montantes são o que não está coberto. Não entram nos números de ninguém até que aí sejam atribuídos fundos.
note-uncovered-elsewhere = As colunas mostram os compromissos em aberto que fundos não gastos da mesma prioridade cobrem; os que nenhum fundo atribuído cobre estão na folha «{ $sheet }».
note-pending = Nenhum acordo pode ainda suportar estas despesas. São reexaminadas todos os meses e até lá não entram nos números de ninguém. Os montantes negativos são créditos à espera das próximas despesas.
note-ended = O que resta de um acordo terminado deve ser devolvido ao seu doador, ou o acordo prorrogado. Até lá cobre despesas tardias do seu período, e nada de novo.
note-over = Fundos atribuídos além do que existe, é necessário ou é permitido. O que deles está imputado permanece até se corrigir uma receita, uma necessidade ou uma imputação; o que não está aguarda uma decisão.
note-results = Cada resultado é comunicado por inteiro: foi alcançado com os fundos de todos os que financiam um país e um tema, incluindo o próprio país e outros fora deste fundo, e a parte deles não é descontada. Aqui é repartido apenas entre os acordos deste fundo, na proporção do que cada um tinha pago aí até à sua data. A sua parte é, portanto, uma parte do resultado inteiro, e não o que só os seus fundos alcançaram: a última coluna indica que parte da necessidade a sua atribuição representa aí. A parte de uma mudança institucional é uma fração dela.
note-results-pool = Cada resultado é comunicado por inteiro: foi alcançado com os fundos de todos os que financiam um país e um tema, incluindo o próprio país e outros fora deste fundo, e a parte deles não é descontada. Figura o que foi alcançado onde já tinham sido imputados fundos do fundo; a última coluna indica que parte da necessidade a atribuição do fundo representa aí.
note-results-late = Um resultado que conta num mês posterior ao da sua data chegou tarde, ou é o que mudou de um resultado de um mês fechado: os meses fechados mantêm o que reportaram.
note-rates = O que falta receber é avaliado a estas taxas; cada contribuição recebida, pelo montante contabilizado ou à taxa do seu dia, que figura ao lado dela na folha das transações.
    .paper = O que falta receber é avaliado a estas taxas; cada contribuição recebida, pelo montante contabilizado ou à taxa do seu dia, que figura ao lado dela no livro de cálculo anexo.
note-statement = Os juros e encargos bancários pertencem ao fundo no seu conjunto e figuram no relatório consolidado.
note-corrections = Os montantes negativos entre as despesas são correções de imputações anteriores.
note-statement-fund = O saldo reúne o não gasto, o não atribuído, o caducado, a reserva de apoio não utilizada e os juros menos encargos bancários. As despesas pendentes ainda não são deduzidas de nenhum saldo.
note-list = Esta lista serve para filtros e tabelas dinâmicas, e não é impressa.
note-most-first = Por ordem decrescente do que falta.
note-checks = Cada linha é uma fórmula ativa sobre as folhas deste livro: valores que devem concordar e, depois, os totais de controlo de todos os números, também dos que as fórmulas produzem. Altere um número e uma verificação passa a FALSO.
    .paper = Cada linha foi calculada por uma fórmula do livro de cálculo anexo: valores que devem concordar e, depois, os totais de controlo de todos os seus números.
note-bridge = Nem todos os fundos recebidos estão disponíveis para as prioridades: descontam-se a comissão, a taxa, a reserva de apoio e os fundos não atribuídos.
note-pledge-weight = As promessas contam a { $weight } do seu valor, arredondado acordo a acordo.
note-projection = Projetado: as tranches chegam no vencimento, as atrasadas no mês seguinte; os acordos assinados e as promessas não mudam. As que vencem após o fim do seu acordo só chegam se este for prorrogado.
note-reconciliation = Diferença = registos do fundo − registos da contabilidade. As diferenças listadas explicam a dos totais ao cêntimo. A passagem vai das receitas menos custos do fundo às da contabilidade: o que só o fundo tem é deduzido, o que só a contabilidade tem é somado. As outras folhas dão o efeito de cada diferença como fundo menos contabilidade, com o sinal contrário.
how-to-check = A folha de verificações contém fórmulas ativas que ligam as folhas. Cada transação indica o seu documento. Os totais são somas que o seu programa recalcula.
    .paper = O livro de cálculo anexo a este documento obtém cada total por uma fórmula sobre os seus dados e contém as verificações como fórmulas. Cada uma das suas transações indica o seu documento.
inputs-hash = SHA-256 do conjunto de dados: { $hash }
made-by = Produzido por { $program } { $version }.
after-close = Depois do fecho de { $month }, registado no livro-razão com a impressão digital { $hash }.

## Terms
term-commitment = Contribuições assinadas
means-commitment = acordos em vigor: o recebido, líquido de reembolsos, mais o que falta receber à taxa de câmbio da data do relatório.
term-paid = Recebido líquido
means-paid = contribuições recebidas, pelo montante contabilizado, menos reembolsos.
term-exchange = Diferença cambial
means-exchange = efeito das variações cambiais desde a assinatura.
term-fee = Comissão do agente administrativo
means-fee = uma percentagem de cada contribuição recebida.
term-levy = Taxa de coordenação
means-levy = uma percentagem das contribuições estritamente consignadas.
term-support = Custos de apoio ao programa
means-support = custos indiretos, uma percentagem das despesas diretas; de cada contribuição é retida uma reserva para eles, antes do programável.
term-programmable = Programável
means-programmable = o recebido, menos comissão e taxa, dividido por um mais a percentagem de apoio.
term-placed = Atribuído
means-placed = fundos destinados a um país e tema que a consignação permite.
term-waiting = Não atribuído
means-waiting = fundos programáveis que por agora não podem ser atribuídos no respeito da consignação.
means-waiting-decided = fundos programáveis que nenhuma prioridade recebeu ainda.
term-spent = Imputado
means-spent = despesas imputadas a um acordo elegível no dia da despesa: ao que o documento indica ou, se não, aos que têm fundos no país e tema, primeiro o que termina mais cedo.
term-obligation = Compromisso em aberto
means-obligation = um compromisso assumido e ainda não pago.
term-category = Categorias de despesa do GNUDS
means-category = as oito categorias com que prestam contas as organizações do Grupo das Nações Unidas para o Desenvolvimento Sustentável.
term-earmark = Categoria da consignação
means-earmark = quão estrita é a consignação de uma contribuição, nas quatro categorias das Nações Unidas: 1 não consignado, 2 consignação flexível, 3 consignado, 4 consignação estrita.
term-delivery = Taxa de execução
means-delivery = despesas imputadas divididas pelo que continua atribuído; o que caducou sem ser gasto já não está atribuído e não conta nela.
term-gap = Défice
means-gap = orçamento, menos recursos próprios, menos projetos em curso, menos o recebido pelo fundo.
rule-rounding = Os montantes são exatos até à menor unidade da moeda. A meia unidade arredonda-se afastando-se de zero, e as partes de um montante repartido somam sempre esse montante (Sainte-Laguë).
rule-allocation = Atribui-se tanto quanto as consignações permitem, primeiro às prioridades menos financiadas.
rule-attribution = As despesas que nenhum acordo pode ainda suportar ficam pendentes: figuram com a sua causa no relatório do fundo e são reexaminadas todos os meses.
rule-privacy = Este relatório contém apenas valores deste doador e totais do fundo.
rule-charges = Percentagens, salvo disposição em contrário de um acordo: agente administrativo { $fee }, apoio ao programa { $support }, taxa de coordenação { $levy }.
rule-charges-own = Encargos de { $agreements }: agente administrativo { $fee }, apoio ao programa { $support }, taxa de coordenação { $levy }.
rule-charges-on-top = Encargos de { $agreements }: agente administrativo { $fee }, apoio ao programa { $support }, taxa de coordenação { $levy }, paga além da contribuição.

## Checks
check-all = Todas as verificações se confirmam
check-committed = As contribuições assinadas são iguais ao recebido mais o que falta receber
check-placed = A atribuição por acordo é igual à de país e tema
check-waiting-statement = O não atribuído por acordo é igual ao da demonstração
check-matrix = As atribuições por país e por tema somam as das células
check-allocation-expenditure = O atribuído é o mesmo em Atribuição e em Despesas
check-spent-theme = As despesas por país igualam as despesas por tema
check-spent-category = As despesas por país igualam as despesas por categoria
check-overview = As despesas por país igualam as da demonstração: { $part }
check-spent-statement = As despesas da demonstração igualam as despesas por país
check-paid-statement = As contribuições da demonstração igualam as contribuições por acordo
check-balance = O saldo final iguala os fundos que o compõem
check-obligations = Os compromissos em aberto cobertos por fundos não gastos e os que nada cobre são todos os dos dados de entrada
check-uncovered = Compromissos em aberto sem fundos atribuídos que os cubram: a lista dá o montante da demonstração
check-summary-balance = No resumo, o recebido e os juros menos comissão, taxa, imputado e custo de apoio são o saldo
check-donor-balances = Os saldos dos doadores e os juros do fundo igualam o saldo final
check-transactions-in = As entradas igualam as contribuições e transferências da demonstração
check-transactions-out = As saídas igualam as despesas da demonstração
check-donors-years = O recebido por doador iguala o recebido por ano
check-programme-ties = Orçamento menos recursos próprios e projetos em curso é o montante a mobilizar
check-gap-regions = O que falta às regiões iguala o que falta aos países
check-gap-pillars = O que falta aos pilares iguala o que falta aos temas
check-gap-bridge = O que falta aos países iguala a ponte desde o défice do programa
check-explained = { $kind }: as linhas das diferenças explicam a dos totais
check-control-money = { $sheet } · montantes: quantidade { $count }, soma { $sum }
check-control-decimals = { $sheet } · montantes noutras moedas e taxas: quantidade { $count }, soma { $sum } (total de controlo)
check-control-counts = { $sheet } · números: quantidade { $count }, soma { $sum } (total de controlo)
check-control-days = { $sheet } · datas: quantidade { $count }, soma { $sum } (total de controlo)
check-control-shares = { $sheet } · proporções: quantidade { $count }, soma { $sum } (total de controlo)
check-control-formulas = { $sheet } · fórmulas: quantidade { $count }

## Letters
letter-subject = { $donor }: relatório a { $day }
letter-subject-draft = { $donor }: relatório provisório a { $day }
letter-attention = À atenção de: { $name }
letter-greeting = Exmos. Senhores,
letter-body = Junto enviamos o nosso relatório a { $day }. Mostra o assinado e o recebido, para onde foram os fundos, o imputado e o que resta. No livro de cálculo, cada total é uma fórmula ativa e a última folha contém as verificações.
letter-figures = Assinado: { $committed }. Recebido, líquido de reembolsos: { $paid }. Atribuído: { $placed }. Imputado: { $spent }.
letter-ended = { $count ->
    [one] Este acordo terminou. Pedimos que nos indique se o que resta deve ser devolvido ou o acordo prorrogado:
   *[other] Estes acordos terminaram. Pedimos que nos indique para cada um se o que resta deve ser devolvido ou o acordo prorrogado:
}
letter-ended-line = { $agreement }, terminou em { $day }: { $amount }, dos quais { $reserve } de reserva de apoio
letter-overdrawn = { $count ->
    [one] Este acordo está a descoberto:
   *[other] Estes acordos estão a descoberto:
}
letter-overdrawn-line = { $agreement }: { $amount }
letter-draft = Este relatório é provisório: o mês não está fechado e os seus valores ainda podem mudar.
letter-closed = Estes são os valores do mês fechado. O seu fecho está registado com a impressão digital { $hash }.
letter-close = Com os melhores cumprimentos,

## Changes since the last closed month
sheet-changes = Alterações
title-changes = Alterações desde o último mês fechado
changes-between = De { $from }, tal como fechado, a { $to }.
h-opening = Abertura
h-new = Novo
h-restated = Retificado
h-closing = Fecho
none-changes = Nada mudou.
changes-signed = Contribuições assinadas
changes-received = Recebido líquido
changes-allocated = Atribuído
changes-charged = Imputado
changes-support = Custos de apoio
check-changes = As contribuições recebidas das alterações terminam nas da demonstração
check-bridge = A ponte das alterações está certa ({ $part })
note-changes = Novo: lançamentos com data posterior ao dia de abertura. Retificado: factos que já não são o que eram quando o mês foi fechado, ou que chegaram tarde, e correções do atribuído. Reembolsos, anulações e fundos caducados figuram à parte. Diferença cambial: lançamentos que não mudaram, a outras taxas.

## Reasons
sheet-reasons = Razões
title-reasons = Por que razão subsiste o défice
sheet-lacking = Prioridades
title-lacking = Prioridades com financiamento insuficiente, cada uma com a sua razão
section-gap-causes = O que falta às prioridades, pelas suas causas
cause-money = Falta de fundos
cause-money-means = Faltaria mesmo que todos os fundos pudessem ser usados em qualquer lugar
cause-earmarks = Bloqueado pelas consignações
cause-earmarks-means = Fundos que existem mas não podem ser usados onde faltam
cause-policy = Bloqueado pelos limites
cause-policy-means = Fundos retidos por tetos ou pela parte reservada aos países
cause-lapsed = Caducado este mês
cause-lapsed-means = Fundos de acordos que terminaram no fim deste mês
section-money-waits = Fundos não atribuídos
h-usable-until = Utilizável até
h-why = Porquê
h-why-still = Por que razão continuarão a faltar fundos
h-reason-number = Razão n.º
h-priorities = Prioridades
none-waits = Não há fundos não atribuídos.
section-loosened = Consignações cuja flexibilização libertaria mais fundos
note-loosened = Cada uma por si só: o que mais se poderia atribuir se apenas esta consignação fosse um nível mais ampla, com os seus próprios fundos ou com os de outro acordo que tomem o seu lugar.
h-would-place = Libertaria
h-loosened = Flexibilização
loosened-places = Os seus lugares alargados um nível
loosened-themes = Os seus temas alargados um nível
loosened-exclusions = As suas exclusões suprimidas
none-loosened = Nenhuma consignação, flexibilizada um nível, libertaria mais fundos.
section-cells-lack = Prioridades com financiamento insuficiente, por razão
h-missing = Falta
none-lacks = A nenhuma prioridade faltam fundos.
lacks-ceiling = A sua necessidade excede o seu teto.
lacks-ceiling-several = As suas necessidades excedem os seus tetos.
lacks-pending = O resto da sua necessidade é reservado a despesas pendentes.
lacks-pending-several = O resto das suas necessidades é reservado a despesas pendentes.
lacks-lapsed = Os seus fundos caducaram no fim deste mês; outros podem tomar o seu lugar.
lacks-lapsed-several = Os seus fundos caducaram no fim deste mês; outros podem tomar o seu lugar.
lacks-lapsed-partly = Uma parte dos seus fundos caducou no fim deste mês e ainda conta nesta recomendação; a seguinte compensá-la-á se restarem fundos.
lacks-lapsed-partly-several = Uma parte dos seus fundos caducou no fim deste mês e ainda conta nesta recomendação; a seguinte compensá-la-á se restarem fundos.
lacks-money = Já não há fundos para atribuir.
lacks-all-earmarks = Não há fundos não atribuídos elegíveis para esta prioridade.
lacks-all-earmarks-several = Não há fundos não atribuídos elegíveis para estas prioridades.
lacks-earmarks = Estes fundos não atribuídos não são elegíveis para esta prioridade: { $lots }.
lacks-policy = Um teto, um limite ou a parte reservada aos países retém: { $lots }.
expires-soon = Estes fundos só podem ser usados até { $day }.
expired = Estes fundos só podiam ser usados até { $day }.
check-gap-causes = As causas somam o que falta às prioridades

## Annual report
book-annual = Relatório anual { $year }: { $fund }
sheet-annual = Ano
title-annual = Relatório anual para a reunião de parceiros
section-annual = O ano { $year }
annual-signed = Assinado, às taxas da assinatura
annual-paid-all = Recebido líquido em todos os anos
annual-paid = Recebido no ano, líquido
annual-spent = Imputado em { $year }
note-annual = O ano vai de 1 de janeiro a 31 de dezembro, ou até ao dia do relatório se este for anterior.
annual-balance = Variação líquida: o que entrou, menos o que foi utilizado; de todos os anos, o saldo
check-annual-balance = Em todos os anos, o saldo da primeira página é o da demonstração
year-to = { $year } (até { $day })
check-annual = O que foi imputado no ano confere: { $table }

## Proposed entries of the reconciliation
proposal-alias = A contabilidade escreve «{ $name }» por { $donor }; acrescentar aos nomes alternativos.

## Explanations, to be read alone

explain-cell = { $cell }: { $placed } de { $needed } atribuídos pelo fundo (necessidade { $need }, dos quais { $outside } financiados por outras fontes).
explain-funded = Está plenamente financiada.
explain-missing = Faltam { $amount }.
explain-agreement = { $agreement } ({ $earmark }): { $placed } de { $available } atribuídos.
explain-used = Tudo está em uso.
explain-waits = { $amount } não atribuídos.
explain-lapsed = { $amount } caducados.
explain-no-money = { $agreement } ainda não tem fundos para atribuir.
explain-keeps = { $agreement } ({ $earmark }; restam { $left })
explain-gap = Às prioridades faltam { $amount }:
explain-loosened = { $agreement }, com { $how }: poderiam ser atribuídos mais { $amount }.

## Reconciliation
h-project = Projeto
sheet-compared = Comparado
title-compared = O que foi comparado, por natureza e mês
sheet-difference-lines = Linhas
title-difference-lines = As linhas por detrás das diferenças
sheet-entries = Lançamentos propostos
title-entries = Lançamentos que regularizam as diferenças
sheet-groups = Grupos reconciliados
title-groups = Linhas reconciliadas em grupos
section-not-compared = Não comparado
section-sign = Assinaturas
note-no-extract = Nada foi comparado: não há extrato do sistema contabilístico. Isto não é uma reconciliação.
note-not-compared = O extrato da contabilidade nada diz sobre estas linhas do fundo: falta-lhe a natureza, ou começa depois ou termina antes dos meses indicados. Não estão certas nem erradas; o fecho do mês exige que sejam tratadas.
note-compared = Cada folha do extrato vale para as naturezas que contém, do mês da primeira linha ao da última. O resto não é comparado.
note-entries = Cada lançamento cita os números de ambos os lados, para que a próxima reconciliação o encontre. As datas são datas-valor: se esse mês estiver fechado, lançar no mês aberto. Os números são os da folha das diferenças.
note-groups = Várias linhas que se correspondem e concordam em soma, datas, doador, acordo, projeto, lugar e tema.
note-difference-lines = Os números são os da folha das diferenças. As linhas posteriores ao último dia não contam e não mostram montante.
none-compared = Nada foi comparado.
h-from = De
h-to = Até
h-line = Linha
h-lines-ours = Linhas, fundo
h-lines-theirs = Linhas, contabilidade
h-lines-not = Linhas não comparadas
h-not-compared = Não comparado
month-to-date = acumulado a { $month }
h-effect = Efeito em receitas menos despesas, fundo menos contabilidade
h-towards-theirs = Do fundo à contabilidade
h-effect-ours = Efeito em receitas menos despesas, fundo
h-effect-theirs = Efeito em receitas menos despesas, contabilidade
h-compared = Comparado
h-item = N.º
h-books = Livros
h-quotes = Citações
h-evidence = O que o mostra
h-value-date = Data-valor
h-group = Grupo
h-how = Encontrado por
h-sign = Assinatura
h-name = Nome
h-signature = Assinado
compared-yes = Sim
compared-in-part = Em parte
compared-no = Não
bridge-ours = Receitas menos custos, segundo os livros do fundo
bridge-theirs = Receitas menos custos, segundo a contabilidade
sign-prepared = Elaborado por
sign-reviewed = Verificado por
sign-approved = Aprovado por
side-here = Fundo
side-there = Contabilidade
how-number = Número
how-numbers = Várias linhas sob um número
how-amount = Montante e data
how-voucher = Linhas de um documento
how-sum = Soma ao cêntimo
how-reversal = Estorno
how-likely = Semelhança
how-repeated = Repetição
how-total = Total
how-alone = Nada
finance-interest = Juros
finance-bank-charge = Encargos bancários
finance-fee = Comissão do agente administrativo
finance-levy = Taxa de coordenação
finance-support-cost = Custos de apoio ao programa
finance-transfer = Transferências entre acordos
finance-obligation = Compromissos em aberto
finance-closing-balance = Saldos de fecho
cause-charge = Encargo não lançado
cause-transposed = Algarismos trocados
cause-shift = Vírgula deslocada
cause-currency = Moeda
cause-netted = Encargo deduzido
cause-split = Dividido
cause-merged = Agrupado
cause-reversed = Estornado e relançado
cause-kind = Natureza
cause-donor = Doador
cause-agreement = Acordo
cause-project = Projeto
cause-place = Lugar
cause-theme = Tema
cause-cut-off = Corte do período
cause-unexplained = Por explicar
evidence-of = { $what }: { $shows }
evidence-both = { $ours } nos registos do fundo, { $theirs } nos da contabilidade
evidence-nothing = nada semelhante do outro lado
evidence-not-yet = as linhas do outro lado terminam em { $day }, e ele costuma lançar em { $days }: ainda pode chegar
evidence-ended = as linhas do outro lado terminam antes dela, em { $day }
evidence-within-days = { $count ->
    [one] { $number } dia
   *[other] { $number } dias
}
evidence-after = lançado do outro lado depois do último dia, em { $day }
evidence-share = um montante é { $share } do outro
evidence-places = a vírgula deslocou-se { $places }
evidence-rounded = arredondado a múltiplos de { $unit }
evidence-rate = à taxa de { $currency } em vigor desde { $day }, { $units }
evidence-taken-for = o montante em { $currency } foi tomado por { $base }
evidence-kept-back = { $kind }: foi retido { $amount }
evidence-repeats = repete { $number } de { $day }
evidence-lines = { $ours } nos registos do fundo por { $theirs } nos da contabilidade, com a mesma soma
evidence-taken-back = estornado em { $day }
evidence-booked-late = uma parte foi contabilizada com atraso, em { $day }
evidence-booked-again = estornado em { $day }, relançado em { $again }
evidence-stranger = «{ $name }» não é o nome de nenhum doador
and-more = { $named } e mais { $more }
proposal-book = { $side }: lançar { $amount } em «{ $kind }» a { $day }, citando { $numbers }.
proposal-book-several = { $side }: lançar os { $count } movimentos do n.º { $item }.
proposal-quote = { $side }: acrescentar { $numbers } à referência de { $lines }. Não se move dinheiro.
proposal-await = Sem lançamento: deve chegar com o mês seguinte. ({ $side })
section-balances = Das receitas menos custos do fundo às da contabilidade
check-balances = A passagem termina nas receitas menos despesas da contabilidade
sheet-open-items = Itens em aberto
title-open-items = Itens em aberto: o que há a decidir
sheet-movement = Movimento
title-movement = Itens em aberto, do último fecho a este
note-open-items = Escolha uma solução, nomeie um responsável e dê o motivo nas colunas coloridas, guarde o ficheiro e mande lê-lo: poolfund settle FICHEIRO.xlsx --as NOME. O que é aceite fica; o que há a corrigir ou espera continua em aberto até desaparecer. O fecho do mês só pede os itens sem solução.
note-movement = Abertura + novos − resolvidos = fecho. Um item resolve-se quando desaparece ou é aceite; aquele cujo montante mudou resolve-se pelo que era e é novo pelo que é. Os montantes são efeitos no saldo, receitas menos despesas, fundo menos contabilidade; no quadro por natureza são as próprias diferenças, que não se somam.
none-gone = Nenhum item foi resolvido desde o último fecho.
section-item-causes = Itens em aberto por causa
section-item-ages = Itens em aberto por antiguidade
section-roll-all = Todos os itens
section-roll-kinds = Por natureza
section-roll-currencies = Por moeda do documento
section-roll-agreements = Por acordo
section-roll-projects = Por projeto
section-gone = Itens resolvidos desde o último fecho, e como
roll-all = Todos os itens
roll-none = Nenhum indicado
age-class = { $from } a { $to } dias
age-over = mais de { $days } dias
h-first-seen = Visto pela primeira vez em
h-age = Antiguidade do item
h-open-effect = Em aberto: efeito em receitas menos despesas, fundo menos contabilidade
h-owner = Responsável
h-reason = Motivo
h-settlement = Solução
h-as-at = À data de
h-settled-by = Decidido por
h-settled-on = Decidido em
h-items = Itens
h-opening-items = Itens, abertura
h-new-items = Itens, novos
h-resolved = Resolvido
h-resolved-items = Itens, resolvidos
h-closing-items = Itens, fecho
h-went = Como
settle-accept = aceitar
settle-correct-here = corrigir o fundo
settle-correct-there = corrigir as finanças
settle-wait = esperar
went-agrees = as suas linhas concordam
went-matched = reconciliado com { $numbers }
went-booked-late = contabilizado com atraso, em { $day }
went-booked-late-as = contabilizado com atraso, em { $day }, como { $numbers }
went-became = agora parte de { $items }
went-vanished = as suas linhas já não existem
cause-follows = Resulta das linhas
evidence-adds-up = as linhas da contabilidade somam o saldo que esta indica; as diferenças das linhas explicam-no
evidence-residue = a contabilidade indica mais { $amount } do que somam as suas linhas
check-roll = { $table }: os itens de fecho são os que estão em aberto

# Decisions, the committee’s workbook and the money that is available
book-proposal = Proposta de atribuição, { $month }: { $fund }
sheet-proposal = Nota de decisão
title-proposal = Proposta de atribuição
sheet-recommendation = Recomendação
title-recommendation = O que é recomendado e o que é decidido
sheet-own-decisions = Outras decisões
title-own-decisions = Decisões à parte da recomendação
sheet-past-costs = Custos passados
title-past-costs = Custos de meses passados, e quem os paga
sheet-past-priorities = Custos passados por prioridade
title-past-priorities = Custos de meses passados, por prioridade
sheet-priorities-after = Prioridades
title-priorities-after = As prioridades antes e depois da decisão
sheet-available = Fundos disponíveis
title-available = Fundos disponíveis para decidir
sheet-lists = Listas
title-lists = O que as listas oferecem
sheet-decisions = Decisões
title-decisions = Decisões sobre fundos atribuídos
section-available = Disponível agora
section-to-come = Assinado e ainda por receber, por trimestre
section-proposed = Decisões propostas e ainda não adotadas
section-priorities = Prioridades
section-proposal-money = Fundos
section-proposal-actions = A recomendação, por ação
section-proposal-past = Custos de meses passados
section-proposal-checks = Antes de assinar
section-proposal-how = Como decidir
section-proposal-signed = Decidido
available-received = Contribuições recebidas
available-refunded = Reembolsos a doadores
available-interest = Juros tornados programáveis, menos encargos bancários
available-fee = Comissão do agente administrativo
available-levy = Taxa de coordenação
available-reserve = Reserva para custos de apoio ao programa
available-allocated = Atribuído
available-lapsed = Caducado: a devolver ou a prorrogar
available-held = Retido por decisões
available-not-there = Atribuído em excesso ou a descoberto: outros não o compensam
available-now = Disponível agora
note-available = O que está disponível de um acordo só vai para onde a sua consignação o permite.
due-overdue = Em atraso
due-unknown = Sem data acordada
due-quarter = { $count ->
   *[other] { $number }.º trimestre de { $year }
}
none-to-come = Nada do que está assinado falta receber.
none-proposed = Não há decisões propostas.
none-past-costs = Nenhum custo de meses anteriores precisa de uma decisão.
none-recommended = A aplicação não recomenda nada: tudo está atribuído, ou nenhuma prioridade pode usar o resto.
h-decision = Decisão
h-number = Número
h-body = Decidido por
h-action = Ação
h-cells = Prioridade
h-priority = Prioridade
h-recommended = Recomendado
h-of-it-past = Dos quais, custos de meses passados
h-for-past = Para custos passados
h-taken-back = Retirado
h-lapses-again = Volta a caducar
h-decided = Decidido
h-acts-on = Produz efeito em
h-from-priority = De
h-to-priority = Para
h-remark = Observação
h-paid-by = Pago por
h-changed = Alterado?
h-ends = Põe fim a
h-share-recommended = Financiado, como recomendado
h-share-decided = Financiado, como decidido
h-sign-role = Quem
h-sign-name = Nome ou data
h-sign-hand = Assinatura
note-decisions = São pessoas que decidem. O que uma decisão atribuiu fica onde está até outra decisão; uma prioridade a que uma decisão retirou fundos não os volta a receber até que seja levantada.
note-recommendation = Uma linha vale tal como está se não a alterar. Altere o montante, ou o estado para rejeitada ou proposta, nas colunas coloridas, e diga porquê numa observação. Se for menos, retira-se primeiro ao último pagador; se for mais, a aplicação escolhe o pagador segundo as suas regras.
note-less = Este fundo regista por si mesmo o que é recomendado. Uma prioridade que aqui recebe menos, ou que não é adotada, fica por isso fechada à aplicação: uma decisão «reter» com o número da linha e .H mantém-na no que decidirem, até que uma decisão «levantar» lhe ponha fim (folha Outras decisões). O que é devolvido por não existir é corrigido em qualquer caso.
note-open-months = O que o poolfund registou em meses não fechados conta aqui como disponível, e como atribuído nos relatórios desses meses.
note-paid-by = Em «Pago por», os montantes estão escritos de modo que a aplicação os volte a ler em todas as línguas.
note-past-costs = Cada linha paga custos de um mês anterior a este, e vale nesse mês. Todas se mantêm ou caem juntas: a primeira página diz se são adotadas.
note-past-priorities = O que cada prioridade receberia para pagar custos de meses anteriores. São adotados ou rejeitados em conjunto, como diz a primeira página; a folha de custos passados dá cada linha e quem a paga.
note-own-decisions = Uma linha por cada decisão adicional: um número próprio ({ $number }), o dia em que produz efeito, a ação, de onde e para onde (as listas oferecem as prioridades e os acordos do fundo), o montante e o motivo.
note-priorities-after = A coluna do que é decidido segue o que preencher nas duas folhas anteriores.
place-as-a-whole = { $place } (no seu conjunto)
note-lapses-again = «Volta a caducar»: créditos sobre custos passados, recebidos após o fim do acordo que os pagou.
note-lists = As listas pendentes das outras folhas tiram daqui as suas entradas.
action-allocate = atribuir
action-return = devolver
action-move = transferir
action-hold = reter
action-release = levantar
action-succeed = suceder
action-uncharge = desonerar
means-action-return = «{ $action }»: os fundos de uma prioridade voltam ao seu acordo e ficam retidos nele; não é um reembolso ao doador.
means-action-move = «{ $action }»: fundos atribuídos passam de uma prioridade para outra.
means-action-hold = «{ $action }»: nada mais é ali atribuído até que a decisão seja levantada.
means-action-release = «{ $action }»: põe termo a uma decisão anterior.
means-action-succeed = «{ $action }»: uma prioridade substitui outra.
means-action-uncharge = «{ $action }»: as imputações mais recentes de um acordo são anuladas e ficam pendentes.
status-proposed = proposta
status-adopted = adotada
status-rejected = rejeitada
state-ended = levantada
state-taken-back = anulada
mark-changed = alterado
mark-unchanged = não
mark-remark = observação?
why-costs = { $amount } paga custos que esperam aqui.
why-best = Leva a prioridade a { $share } da sua necessidade de { $need }.
why-move = Esperam aqui custos que fundos não gastos noutro lugar podem pagar.
why-return = Foi atribuído aqui mais do que permite a necessidade ou a consignação.
why-return-money = Foi atribuído aqui mais do que os fundos que há: nada fica disponível.
proposal-body = Comité
proposal-about = A aplicação poolfund recomenda o que segue; o comité decide. Sem alterações, este livro adota a recomendação tal como está.
proposal-past = { $count ->
    [one] { $number } atribuição que paga custos de meses passados (folha Custos passados)
   *[other] { $number } atribuições que pagam custos de meses passados (folha Custos passados)
}
proposal-takes = A recomendação
proposal-takes-past = Custos de meses passados
proposal-takes-own = Outras decisões
proposal-of-lapsed = Pago por fundos que de outro modo caducariam
proposal-left = Fica por decidir
proposal-check-money = As decisões não tomam mais do que há disponível
proposal-check-remarks = Cada alteração tem uma observação
proposal-check-reached = O que é decidido chega a uma prioridade da lista
proposal-how-decide = 1. Na folha Recomendação, altere montantes ou estados onde o comité decidir de outro modo. Os totais e os controlos seguem de imediato.
proposal-how-add = 2. Na folha Outras decisões, acrescente o que a aplicação não recomendou.
proposal-how-back = 3. Guarde o ficheiro e largue-o em Ficheiros, ou ponha-o na pasta inputs/decisions do fundo. A próxima execução lê-o como decisões e nomeia a célula onde algo não pode ser.
sign-body = Órgão e reunião
sign-date = Data
sign-chair = Presidência
sign-secretary = Secretariado
h-by-decision = Por decisão
section-decided-since = Decisões que produziram efeito desde então
explain-decision = { $decision }: { $amount } ({ $day }; { $state }). { $reason }
explain-decision-without = { $decision } ({ $day }; { $state }). { $reason }
cause-decisions = Retido por decisões
cause-decisions-means = Fundos disponíveis que as decisões retêm ou afastam de onde faltam, ou que aguardam uma decisão
waits-decision = { $amount } estão recomendados e aguardam uma decisão.
waits-held = { $amount } ficam retidos por decisão ({ $decisions }).
did-move = A decisão { $decision } ({ $when }) transferiu { $amount } de «{ $from }» para «{ $to }».
did-return = A decisão { $decision } ({ $when }) retirou { $amount } de «{ $from }».
did-succeed = A decisão { $decision } ({ $when }) substituiu «{ $from }» por «{ $to }».
did-hold = A decisão { $decision } ({ $when }) mantém «{ $cell }» no que tem atribuído: nada lhe é acrescentado.
lacks-held = Há decisões que retêm os únicos fundos não atribuídos que são elegíveis aqui: { $lots }. Não há outros.
lacks-held-too = Há decisões que retêm fundos não atribuídos que são elegíveis aqui: { $lots }.
lacks-money-held = Só restam fundos que as decisões retêm ou que aguardam uma decisão.
lacks-all-held = Há decisões que retêm os únicos fundos não atribuídos que são elegíveis aqui. Não há outros.
lacks-all-held-too = Há decisões que retêm fundos não atribuídos que são elegíveis aqui.
lacks-waits = Há fundos para ela que aguardam uma decisão.
lacks-waits-several = Há fundos para elas que aguardam uma decisão.
lacks-waits-partly = Há fundos para uma parte que aguardam uma decisão.
lacks-waits-partly-several = Há fundos para uma parte do que lhes falta que aguardam uma decisão.
lacks-rejected = Não adotado: { $decisions }.
lacks-decided = Uma decisão fecha esta prioridade ou retirou-lhe fundos.
lacks-decided-several = Há decisões que fecham estas prioridades ou lhes retiraram fundos.
lacks-limits = Um teto, um limite ou a parte reservada aos países retém os fundos não atribuídos.
explain-beyond = { $amount } estão atribuídos além dos fundos, pois já foram imputados.
## Statements by agreement
sheet-agreements = Acordos
title-agreements = Demonstração da origem e aplicação dos fundos por acordo
agreement-own = A sua referência: { $reference }
agreement-signed = Assinado em { $day } por { $amount }
agreement-amended = Adenda de { $day }, montante { $amount }
agreement-amended-terms = Adenda de { $day }
agreement-written-off = Anulado em { $day }: { $amount }
agreement-refunded = Reembolsado em { $day }: { $amount }
agreement-earmark = Consignação: { $earmark }
agreement-period = Período do relatório: de { $from } a { $to }, acumulado
agreement-ends = Podem ser incorridos custos até { $day }
agreement-ended = Terminou em { $day }: não podem ser imputadas despesas posteriores
agreement-after-end = Tranches que vencem após o fim do acordo: { $instalments }. Prorroguem o acordo, ou acordem connosco que não serão pagas.
agreement-after-end-one = Tranche que vence após o fim do acordo: { $instalments }. Prorroguem o acordo, ou acordem connosco que não será paga.
section-certification = Certificação
certification = Certificamos que os montantes desta demonstração do acordo { $agreement } provêm dos livros do fundo e que o imputado a ele foi utilizado em conformidade com o acordo.
certification-person = Nome: { $name }. Cargo: { $title }.
certification-sign = Assinatura: ______________________________     Data: ____________________
certification-contact = Contacto: { $contact }
section-agreement-statement = Origem e aplicação
section-own-rate = Taxa de câmbio média das contribuições recebidas
note-own-rate = A coluna nesta moeda é a da moeda do fundo a essa taxa, arredondada para que as suas linhas somem: uma linha, como a comissão, pode diferir um pouco da mesma percentagem do que foi pago.
note-own-refunds = Nesta coluna, os reembolsos figuram também a essa taxa; foram devolvidos { $amount }.
h-all-years-in = Todos os anos, em { $currency }
check-agreements = Os saldos finais por acordo e a sua parte dos juros somam o da demonstração

## What needs attention
section-attention = Assuntos que requerem atenção
none-attention = Nenhum.
h-attention = Assunto
h-currency-days = Moeda, dias
h-to-do = O que fazer
attention-overdue = { $agreement }: tranche de { $day }, em atraso
h-action-number = Medida n.º
attention-lapsed = { $agreement }: terminou em { $day }
attention-lapsing = { $agreement }: termina em { $day }
attention-after-end = { $agreement }: tranche de { $day }, após o fim
attention-next = { $agreement }: próxima tranche, em { $day }
days-ago = { $count ->
    [one] há { $number } dia
   *[other] há { $number } dias
}
days-today = hoje
days-to-go = { $count ->
    [one] dentro de { $number } dia
   *[other] dentro de { $number } dias
}
to-do-overdue = Agradecemos o pagamento, ou que nos indiquem quando o farão.
to-do-overdue-ending = Agradecemos o pagamento e uma prorrogação: o que não for utilizado até ao fim caduca.
to-do-overdue-ended = Terminou: agradecemos a prorrogação antes do pagamento, ou o acordo de que não será paga.
to-do-lapsed = Caducado, com a reserva de apoio. Agradecemos que decidam: devolução, ou prorrogação do acordo.
to-do-lapsing = Não imputado, com a reserva de apoio. Ponderem, por favor, uma prorrogação; o resto caduca.
to-do-after-end = Prorroguem o acordo, ou acordem connosco que não será paga.
to-do-next = Agradecemos o pagamento nessa data.
letter-overdue = { $count ->
    [one] Esta tranche está em atraso. Agradecemos o pagamento, ou que nos indiquem quando o farão:
   *[other] Estas tranches estão em atraso. Agradecemos o pagamento, ou que nos indiquem quando o farão:
}
letter-overdue-ended = { $count ->
    [one] Esta tranche está em atraso e o seu acordo terminou:
   *[other] Estas tranches estão em atraso e os seus acordos terminaram:
}
letter-lapsing = { $count ->
    [one] Este montante, com a sua reserva de apoio, caducará em breve, salvo se for gasto ou se o seu acordo for prorrogado:
   *[other] Estes montantes, com a sua reserva de apoio, caducarão em breve, salvo se forem gastos ou se os seus acordos forem prorrogados:
}
letter-next = { $count ->
    [one] Próxima tranche:
   *[other] Próximas tranches:
}
letter-after-end = { $count ->
    [one] Esta tranche vence após o fim do seu acordo. Prorroguem o acordo, ou acordem connosco que a tranche não será paga:
   *[other] Estas tranches vencem após o fim dos seus acordos. Prorroguem os acordos, ou acordem connosco que as tranches não serão pagas:
}
letter-pressing-line = { $agreement }, { $day } ({ $days }): { $amount }
call-subject = { $donor }: pedido de pagamento, { $day }
call-heading = { $donor }: pedido de pagamento
call-body = { $count ->
    [one] Segundo os nossos registos ({ $fund }), esta tranche era devida e não foi recebida na totalidade:
   *[other] Segundo os nossos registos ({ $fund }), estas tranches eram devidas e não foram recebidas na totalidade:
}
call-line = Acordo { $agreement }, { $instalment }: { $amount }, devida em { $day } ({ $days })
call-own = a sua referência: { $reference }
call-instalment = tranche { $number }
call-instalment-alone = tranche
call-part = { $open }, em dívida de um total de { $amount }
call-ended = O acordo { $agreement } terminou em { $day }: o que for pago agora só pode cobrir custos até essa data, e o que não for preciso para eles caduca. Agradecemos que acordem connosco uma prorrogação antes de pagar, ou que a tranche não será paga.
call-ending = O acordo { $agreement } termina em { $day }: o que não for utilizado até lá caduca. Agradecemos que acordem connosco uma prorrogação juntamente com o pagamento.
call-account = Agradecemos o pagamento nesta conta, indicando a referência do acordo: { $account }
call-account-agreement = Agradecemos o pagamento na conta indicada no acordo, citando a sua referência.
call-account-agreements = Agradecemos o pagamento na conta indicada em cada acordo, citando a sua referência.
call-ask = Agradecemos o pagamento, ou que nos indiquem quando o podemos esperar, até { $day }.
call-crossed = { $count ->
    [one] Se se cruzou com esta carta, aceitem os nossos agradecimentos.
   *[other] Se se cruzaram com esta carta, aceitem os nossos agradecimentos.
}
call-answer = Agradecemos a vossa resposta até { $day }. Se um pagamento se cruzou com esta carta, aceitem os nossos agradecimentos e respondam-nos na mesma.

## Exceptions
sheet-exceptions = Exceções
title-exceptions = Exceções: o que requer ação
h-age-days = Antiguidade em dias
h-who = Quem age
who-partnerships = Unidade de parcerias
who-programme = Programa
who-committee = Comité
to-do-no-cell = Registar a prioridade, ou corrigir lugar, tema ou data.
to-do-not-eligible = Prorrogar um acordo, ou encontrar um que possa pagar nesse dia.
to-do-beyond-need = Elevar a necessidade, e o teto se o houver, ou imputar o custo noutro lado.
to-do-no-money = Transferir fundos para aqui, ou mobilizar mais.
to-do-uncovered = Atribuir fundos a estas prioridades, ou reduzir ou cancelar os compromissos.
to-do-over = Devolver, reduzir ou substituir o que está atribuído.
to-do-overdrawn = Corrigir o movimento, ou anular imputações por uma decisão.
to-do-proposed = Adotá-la ou rejeitá-la.
to-do-call = Solicitar o pagamento (a carta está entre os rascunhos), ou acordar outra data e registá-la.
to-do-call-ending = Solicitar o pagamento e acordar uma prorrogação (a carta está entre os rascunhos): o acordo termina em breve, e o que não for utilizado até lá caduca.
to-do-call-ended = Acordar com o doador uma prorrogação antes de pagar (a carta está entre os rascunhos), ou anular a tranche: o acordo terminou.
to-do-settle = Caducado, com a sua reserva de apoio. Acordar com o doador: registar a devolução, ou uma adenda que prorrogue o acordo.
to-do-extend = Não imputado, com a sua reserva de apoio. Imputá-lo a tempo, ou acordar uma prorrogação com o doador; o que restar no fim caduca.
to-do-agree-after-end = Acordar com o doador: registar uma adenda que prorrogue o acordo, ou anular a tranche.
limit-outside = Nenhuma prioridade que a consignação permite está dentro do seu limite: { $limits }
limits-together = Estes limites não podem ser cumpridos em conjunto: { $limits }
to-do-limits-agree = Acordar com o doador outros limites ou outra consignação, e registar a adenda; até lá ficam fundos por atribuir.
to-do-limit-broken = Transferir fundos por uma decisão para cumprir o limite, ou acordar outro limite com o doador.
exception-over = { $agreement }: atribuído em excesso
exception-overdrawn = { $agreement }: a descoberto
exception-proposed = Decisão { $number }: proposta, nem adotada nem rejeitada
exception-no-cell = { $count ->
    [one] { $number } despesa pendente sem prioridade
   *[other] { $number } despesas pendentes sem prioridade
}
exception-not-eligible = { $count ->
    [one] { $number } despesa pendente sem acordo elegível
   *[other] { $number } despesas pendentes sem acordo elegível
}
exception-beyond-need = { $count ->
    [one] { $number } despesa pendente além da necessidade ou do teto da sua prioridade
   *[other] { $number } despesas pendentes além da necessidade ou do teto das suas prioridades
}
exception-no-money = { $count ->
    [one] { $number } despesa pendente sem fundos elegíveis
   *[other] { $number } despesas pendentes sem fundos elegíveis
}
exception-uncovered = { $count ->
    [one] { $number } compromisso em aberto sem fundos atribuídos que o cubram, ou não na totalidade
   *[other] { $number } compromissos em aberto sem fundos atribuídos que os cubram, ou não na totalidade
}

## Targets
section-targets = Resultados face às metas
note-targets = «Alcançado» conta todos os resultados comunicados, mesmo nos locais e temas onde nada do fundo foi imputado. O conjunto dos resultados, abaixo, conta apenas os dos locais e temas onde o foi; por isso os seus números são menores.
note-results-all = «Alcançado» conta todos os resultados comunicados, mesmo nos locais e temas onde nada do fundo foi imputado. Cada um foi alcançado com os fundos de todos os que aí financiam, incluindo o próprio país, e não apenas com os do fundo.
whole-programme = Todo o programa
h-target = Meta
h-counted-in = Contado em
h-reached = Alcançado
h-reached-share = Parte da meta

## Versão impressa
table-caption = Tabela { $number }: { $title }
table-caption-piece = Tabela { $number }: { $title } (colunas, parte { $piece } de { $pieces })
table-continued = (continuação)
letters-unknown = { $count ->
    [one] { $number } carácter que falta nas fontes deste documento aparece como �; consta do livro anexo.
   *[other] { $number } caracteres que faltam nas fontes deste documento aparecem como �; constam do livro anexo.
}
month-short-1 = jan.
month-short-2 = fev.
month-short-3 = mar.
month-short-4 = abr.
month-short-5 = mai.
month-short-6 = jun.
month-short-7 = jul.
month-short-8 = ago.
month-short-9 = set.
month-short-10 = out.
month-short-11 = nov.
month-short-12 = dez.

sheet-concept = Situação
title-concept = Necessidade, financiamento e o que falta
sheet-concept-opportunities = Oportunidades
title-concept-opportunities = O que uma contribuição permitiria
concept-title = Ficha de apresentação: { $place }
concept-lead = { $place }: a necessidade é de { $need } segundo as prioridades do programa. Está financiada a { $share }; faltam { $missing }.
concept-lead-funded = { $place }: a necessidade é de { $need } segundo as prioridades do programa e está totalmente financiada.
concept-need = Necessidade e financiamento por tema
concept-above = Acima da necessidade de algumas prioridades: { $amount }.
concept-other-themes = { $count ->
    [one] { $number } outro tema
   *[other] { $number } outros temas
}
concept-why = { $amount } ({ $themes }): { $why }
concept-funders = Quem financia o que existe
concept-source = Fonte
concept-no-funders = Ainda não há fundos atribuídos aqui.
concept-more-funders = Outros doadores
concept-others = Doadores que não são nomeados
concept-several = Vários doadores em conjunto
note-concept-several = O que vários doadores têm em conjunto inclui também uma parte do que deram doadores nomeados, onde de outro modo se poderia calcular a parte de um só.
concept-charged = Imputado até agora: { $charged } de { $allocated } atribuídos pelo fundo.
concept-no-opportunities = Aqui não falta nada que uma contribuição pudesse financiar.
concept-contribution = Uma contribuição de
concept-to-priorities = levaria às prioridades
concept-still-missing = Faltaria ainda
concept-funded-then = Financiado então
concept-rules = Segundo as regras do fundo, além do que está atribuído hoje, primeiro as prioridades menos financiadas. A comissão ({ $fee }) e a reserva para apoio ao programa ({ $support }) são deduzidas antes.
concept-too-few = Foram comunicados demasiado poucos resultados para dizer quantas pessoas uma contribuição poderia alcançar.
concept-results = { $count ->
    [one] { $number } resultado
   *[other] { $number } resultados
}
concept-basis = { $kind }: ao custo de { $results } até agora, { $people } pessoas por { $charged } imputados.
concept-estimate = As pessoas são uma estimativa, não uma promessa: cada coluna por si, e o passado não tem de se repetir.
concept-by-theme = Até onde cada tema seria financiado
concept-today = Hoje
concept-with = Com { $amount }
concept-contact = A quem se dirigir
concept-disclosure = Só são nomeados os doadores que o consentem.
