"""Words that stand with a capital letter in the prose of practice and name no child: for dcpp.kernel.naming."""

OPENERS = """
a about after again all almost also although always am an and another any are as asked at attended away because been
before being below between both but by calls called can checked completed could described did discussed do does during
each either even every few first for from given had has have he her here his how however i if in initially is it its
last later like little made many may me met met more most much must my need needs never new next no nobody none nor not
noted nothing now observed of on once one only or other our out over own per plans please previously read recent
recently recorded records regular regularly said saw second seen several she should since so some somebody sometimes
soon spoke still such than that the their them then there these they third this those though three through throughout
to today together told two under until upon very visited visits was we were what when where whether which while who
whose why will with within without would yet you your yesterday
"""

PRACTICE = """
act actions adult adults agencies agency allegation alternative annex appendix april area arrangements assessment
assessments audit auditor august authority autumn baby board boy boys breakfast brother brothers bank care carer carers
carers' case cases centre chair challenge child child's children children's christmas chronology cin class clinic club
code college committee community complex conference consultant contact contextual coordinator co-ordinator core council
county court criminal crown cp dad daughter december deputy designated development director disability district domestic
duty early easter edge education ehcp eid elective emergency emotional english exploitation family families february
father female finding findings first forum foster fostering framework friday full gender girl girls good governor
grandad grandfather grandma grandmother grandparent grandparents gran guardian guidance guide head health healthy
hearing help holiday home hospital hub human immediate improvement inadequate independent initial inspection
intervention
interim january judge july june justice key kinship leader leaders leaving legal level life link list local looked
london male manager managers march marac mash may meeting mental midwife minutes missing monday month mother mum mums
multi-agency named nan nana nanny national neglect network nhs north november nurse nursery october officer ofsted
online orders order outcome outcomes outline outstanding panel parent parenting parents part partners pathway permanence
personal pip place plan planning plans police policy post practice practitioner practitioners pre-birth pre-proceedings
prevent primary principal private probation process programme proceedings protection protocol public pupil quality
record recovery referral referrals refugee regulation relationship report requirement requires residential respect
responsibility return review reviewing reviews rights risk role safe safeguarding safety saturday scale school schools
secondary section senior sen send september service services sex sexual sister sisters signs social solihull son
south special spring stage standard standards statement status statutory step step-up story strategy strength strengths
strengthening strengths-based street study subject summer sunday supervising supervision supervisor support supported
team teams teacher therapist three-houses thursday together toolkit training transfer trauma trust tuesday uncle aunt
unit unaccompanied university update verification video views visit visiting visits voice ward wednesday welfare west
wing winter witness woman women work worker worker's workers working world year years young youth zone universal credit
east jobcentre facebook snapchat instagram tiktok whatsapp teams microsoft google xbox playstation netflix camhs cafcass
mosaic liquidlogic azeus eclipse ramadan diwali hanukkah lent halloween bonfire new british muslim christian catholic
hindu sikh jewish polish romanian pakistani bangladeshi indian chinese somali syrian afghan iranian iraqi kurdish
turkish albanian vietnamese ukrainian russian french german spanish portuguese italian irish welsh scottish roma gypsy
traveller black white asian african caribbean mixed arabic urdu punjabi bengali gujarati tamil farsi dari pashto english
lithuanian latvian slovak czech hungarian bulgarian england wales scotland ireland britain uk europe africa asia
"""

PLACES = """
academy avenue bridge building campus centre church clinic close college common court crescent drive estate farm gardens
green grove hall hill hospital hotel house infirmary junction lane library lodge mall market mosque nursery park parade
pharmacy place practice prison primary refuge road school square station street surgery temple terrace theatre town
trust university view village walk way wood woods ward borough city county
"""

RELATIONS = """
baby boy brother called child cousin dad daughter father friend girl grandad grandfather grandma grandmother mother mum
mummy named nan nanny partner sibling sister son stepdad stepfather stepmother stepmum toddler twin aunt auntie uncle
boyfriend girlfriend husband wife
"""

ORDINARY = frozenset((OPENERS + PRACTICE + PLACES + RELATIONS).split())
"""Words in small letters; a run of capitalised words is looked at without them."""
PLACE_WORDS = frozenset(PLACES.split())
"""A run that holds one of these names a place or an office."""
RELATION_WORDS = frozenset(RELATIONS.split())
"""After one of these a single capitalised word is most often somebody's name."""
