"""Topics in Turkish, Vietnamese, Indonesian, Malay, Arabic, Persian and Hindi."""

from __future__ import annotations

_MALAY = """
sanctions: sanksi* sekatan*; missile: rudal* misil* peluru_kendali* peluru_berpandu*; ballistic
    missile: rudal_balistik misil_balistik; hypersonic: hipersonik*; nuclear weapons:
    senjata_nuklir senjata_nuklear bom_atom bom_nuklir; nuclear: nuklir nuklear; nuclear test:
    uji_coba_nuklir uji_nuklir ujian_nuklear; denuclearization: denuklir* denuklear*
    pelucutan_nuklir; disarmament: pelucutan_senjata perlucutan_senjata; deterrence: penangkal*
    pencegahan* deterensi*; extended deterrence: penangkalan_diperluas pencegahan_diperluas
    penangkalan_yang_diperluas deterensi_diperluas; alliance: aliansi* persekutuan* pakatan*;
bases: pangkalan* markas_militer; forces: pasukan* tentara* angkatan_bersenjata; exercises:
    latihan_militer latihan_perang; abductions: penculikan* diculik culik; gold mine: tambang_emas
    lombong_emas; world heritage: warisan_dunia; cooperation: kerja_sama kerjasama; trilateral
    cooperation: kerja_sama_trilateral kerjasama_trilateral; trilateral: trilateral tiga_pihak;
summit: ktt konferensi_tingkat_tinggi sidang_kemuncak; visit: kunjungan* lawatan*; meeting:
    pertemuan* rapat* mesyuarat*; telephone talk: telepon* panggilan_telepon percakapan_telepon
    panggilan_telefon telefon; security council: dewan_keamanan majlis_keselamatan; resolution:
    resolusi*; sovereignty: kedaulatan*; territorial integrity: integritas_wilayah
    integritas_teritorial keutuhan_wilayah integriti_wilayah; Northern Territories: wilayah_utara
    kuril; invasion: invasi* serbuan* pencerobohan*; war: perang peperangan; peace treaty:
    perjanjian_damai perjanjian_perdamaian; peace: perdamaian keamanan_dan_perdamaian; strait:
    selat; Taiwan Strait: selat_taiwan; islands: kepulauan pulau pulau_pulau; Indo-Pacific:
    indo_pasifik indopasifik; free and open Indo-Pacific: indo_pasifik_yang_bebas_dan_terbuka
    indo_pasifik_bebas_dan_terbuka indo_pasifik_yang_terbuka_dan_bebas; coronavirus: corona korona
    virus_corona virus_korona pandemi* koronavirus*; vaccine: vaksin*; climate change:
    perubahan_iklim iklim; trade: perdagangan* dagang; economy: ekonomi perekonomian; economic
    security: keamanan_ekonomi; supply chains: rantai_pasok* rantai_bekalan; semiconductors:
    semikonduktor*; human rights: hak_asasi_manusia ham hak_asasi; refugees: pengungsi* pelarian;
humanitarian aid: bantuan_kemanusiaan; aid: bantuan; support: dukungan sokongan; host nation
    support: biaya_pasukan biaya_penempatan_pasukan dukungan_tuan_rumah; defence budget:
    anggaran_pertahanan belanja_pertahanan anggaran_militer; defence: pertahanan; security:
    keamanan keselamatan; capabilities: kemampuan; energy: energi tenaga minyak gas; whaling:
    perburuan_paus pemburuan_paus penangkapan_paus; fisheries: perikanan; nuclear power plant:
    pembangkit_listrik_tenaga_nuklir pltn loji_nuklear; treated water: air_olahan air_yang_diolah
    air_terolah; election: pemilu pemilihan_umum pemilihan_presiden pilihan_raya; ceasefire:
    gencatan_senjata; hostages: sandera* tebusan; terrorism: terorisme teroris keganasan; cyber:
    siber; coup: kudeta rampasan_kuasa; relations: hubungan; border: perbatasan sempadan; visa:
    visa; treaty: perjanjian traktat; agreement: kesepakatan persetujuan; negotiations: negosiasi*
    perundingan*; East China Sea: laut_china_timur laut_cina_timur laut_tiongkok_timur; South China
    Sea: laut_china_selatan laut_cina_selatan laut_tiongkok_selatan; comfort women: jugun_ianfu
    wanita_penghibur; newest first: terbaru_dulu terbaru_lebih_dulu terbaru_terlebih_dahulu terbaru
    yang_terbaru; oldest first: terlama_dulu terlama tertua_dulu
"""
ASIAN = {
    "tr": """
sanctions: yaptırım*; missile: füze*; ballistic missile: balistik_füze*; missile launch:
    füze_deneme* füze_fırlat* füze_atış*; hypersonic: hipersonik*; nuclear weapons: nükleer_silah*
    atom_bomba*; nuclear: nükleer*; nuclear test: nükleer_deneme* nükleer_test*; denuclearization:
    nükleersizleş* nükleer_silahsızlan* nükleer_silahlardan_arın*; disarmament: silahsızlan*;
deterrence: caydırıcılı*; extended deterrence: genişletilmiş_caydırıcılı*
    genişletilen_caydırıcılı*; alliance: ittifak* müttefik*; bases: üs üssü üsler* üslerin üssün*
    askeri_üs*; forces: birlikler* asker* silahlı_kuvvet* kuvvetler*; exercises: tatbikat*;
abductions: kaçırma* kaçırıl*; gold mine: altın_maden*; world heritage: dünya_miras*; cooperation:
    işbirliğ* iş_birliğ*; trilateral cooperation: üçlü_işbirliğ* üçlü_iş_birliğ*; trilateral: üçlü;
summit: zirve*; visit: ziyaret*; meeting: toplantı* buluşma*; telephone talk: telefon*
    telefon_görüşme*; security council: güvenlik_konsey*; resolution: karar_tasarı*; sovereignty:
    egemenli*; territorial integrity: toprak_bütünlü*; Northern Territories: kuzey_toprakları*
    kuril*; invasion: işgal* istila*; war: savaş*; peace treaty: barış_antlaşma* barış_anlaşma*;
peace: barış*; strait: boğaz*; Taiwan Strait: tayvan_boğaz*; islands: ada adalar* adası*;
Indo-Pacific: hint_pasifik* hint_pasifiğ* indo_pasifik* hint_okyanus*; free and open Indo-Pacific:
    özgür_ve_açık_hint_pasifik* serbest_ve_açık_hint_pasifik* özgür_ve_açık_indo_pasifik*;
coronavirus: koronavirüs* korona* pandemi* salgın*; vaccine: aşı aşılar* aşısı*; climate change:
    iklim*_değişikli* iklim*; trade: ticaret* ticari; economy: ekonomi* ekonomik; economic
    security: ekonomik_güvenli*; supply chains: tedarik_zincir*; semiconductors: yarı_iletken*
    yarıiletken* çip*; human rights: insan_haklar*; refugees: mülteci* sığınmacı*; humanitarian
    aid: insani_yardım*; aid: yardım*; support: destek* desteğ*; host nation support:
    asker_maliyet* ev_sahibi_ülke_desteğ*; defence budget: savunma_bütçe* savunma_harcama*;
defence: savunma*; security: güvenli*; capabilities: kabiliyet* yetenek*; energy: enerji* doğalgaz*
    petrol*; whaling: balina*; fisheries: balıkçılı*; nuclear power plant: nükleer_santral*;
treated water: arıtılmış_su*; election: seçim*; ceasefire: ateşkes*; hostages: rehine*; terrorism:
    terör*; cyber: siber*; coup: darbe*; relations: ilişki*; border: sınır*; visa: vize*; treaty:
    antlaşma*; agreement: anlaşma*; negotiations: müzakere*; East China Sea: doğu_çin_deniz*; South
    China Sea: güney_çin_deniz*; newest first: en_yeni* en_son_açıklama*; oldest first: en_eski*
""",
    "vi": """
sanctions: trừng_phạt cấm_vận chế_tài; missile: tên_lửa hỏa_tiễn phi_đạn; ballistic missile:
    tên_lửa_đạn_đạo; missile launch: phóng_tên_lửa; hypersonic: siêu_thanh siêu_vượt_âm; nuclear
    weapons: vũ_khí_hạt_nhân vũ_khí_nguyên_tử bom_nguyên_tử; nuclear: hạt_nhân; nuclear test:
    thử_hạt_nhân thử_nghiệm_hạt_nhân; denuclearization: phi_hạt_nhân phi_hạt_nhân_hóa
    phi_hạt_nhân_hoá; disarmament: giải_trừ_quân_bị giải_giáp; deterrence: răn_đe; extended
    deterrence: răn_đe_mở_rộng; alliance: liên_minh đồng_minh; bases: căn_cứ căn_cứ_quân_sự;
forces: quân_đội binh_sĩ lực_lượng quân_nhân; exercises: tập_trận; abductions: bắt_cóc; gold mine:
    mỏ_vàng; world heritage: di_sản_thế_giới; cooperation: hợp_tác; trilateral cooperation:
    hợp_tác_ba_bên; trilateral: ba_bên; summit: hội_nghị_thượng_đỉnh thượng_đỉnh; visit:
    chuyến_thăm thăm; meeting: cuộc_họp cuộc_gặp hội_đàm; telephone talk: điện_đàm cuộc_gọi
    điện_thoại; security council: hội_đồng_bảo_an; resolution: nghị_quyết; sovereignty: chủ_quyền;
territorial integrity: toàn_vẹn_lãnh_thổ; Northern Territories: lãnh_thổ_phương_bắc kuril;
invasion: xâm_lược xâm_lăng; war: chiến_tranh; peace treaty: hiệp_ước_hòa_bình hiệp_ước_hoà_bình;
peace: hòa_bình hoà_bình; strait: eo_biển; Taiwan Strait: eo_biển_đài_loan; islands: quần_đảo
    hòn_đảo đảo; Indo-Pacific: ấn_độ_dương_thái_bình_dương ấn_độ_thái_bình_dương; free and open
    Indo-Pacific: ấn_độ_dương_thái_bình_dương_tự_do_và_rộng_mở ấn_độ_thái_bình_dương_tự_do;
coronavirus: corona virus_corona đại_dịch; vaccine: vắc_xin vaccine; climate change:
    biến_đổi_khí_hậu khí_hậu; trade: thương_mại buôn_bán; economy: kinh_tế; economic security:
    an_ninh_kinh_tế; supply chains: chuỗi_cung_ứng; semiconductors: chất_bán_dẫn bán_dẫn; human
    rights: nhân_quyền; refugees: tị_nạn tỵ_nạn; humanitarian aid: viện_trợ_nhân_đạo; aid:
    viện_trợ; support: hỗ_trợ ủng_hộ; host nation support: chi_phí_đồn_trú; defence budget:
    ngân_sách_quốc_phòng chi_tiêu_quốc_phòng; defence: quốc_phòng phòng_thủ; security: an_ninh;
capabilities: năng_lực khả_năng; energy: năng_lượng dầu_khí khí_đốt; whaling: săn_cá_voi cá_voi;
fisheries: nghề_cá thủy_sản đánh_cá; nuclear power plant: nhà_máy_điện_hạt_nhân; nuclear power:
    điện_hạt_nhân; treated water: nước_đã_xử_lý nước_thải_đã_qua_xử_lý nước_thải; election: bầu_cử;
ceasefire: ngừng_bắn đình_chiến ngưng_bắn; hostages: con_tin; terrorism: khủng_bố; cyber:
    không_gian_mạng an_ninh_mạng tấn_công_mạng; coup: đảo_chính; relations: quan_hệ; border:
    biên_giới; visa: thị_thực visa; treaty: hiệp_ước; agreement: hiệp_định thỏa_thuận thoả_thuận;
negotiations: đàm_phán; East China Sea: biển_hoa_đông; South China Sea: biển_đông; comfort women:
    phụ_nữ_mua_vui phụ_nữ_giải_khuây; UN: liên_hợp_quốc; newest first: mới_nhất mới_nhất_trước;
oldest first: cũ_nhất cũ_nhất_trước
""",
    "id": _MALAY,
    "ms": _MALAY,
    "ar": """
sanctions: عقوبات عقوبة; missile: صاروخ صواريخ صاروخية صاروخي; ballistic missile: صواريخ_بالستية
    صاروخ_بالستي صواريخ_باليستية صاروخ_باليستي الصواريخ_البالستية الصواريخ_الباليستية; missile
    launch: إطلاق_صواريخ إطلاق_الصواريخ إطلاق_صاروخ; hypersonic: فرط_صوتية فرط_صوتي; nuclear
    weapons: أسلحة_نووية الأسلحة_النووية سلاح_نووي السلاح_النووي قنبلة_ذرية القنبلة_الذرية;
nuclear: نووي نووية النووي النووية; nuclear test: تجربة_نووية تجارب_نووية التجارب_النووية;
denuclearization: نزع_السلاح_النووي نزع_الأسلحة_النووية; disarmament: نزع_السلاح; deterrence: ردع;
extended deterrence: الردع_الموسع ردع_موسع الردع_الممتد; alliance: تحالف حلف; bases: قواعد قاعدة
    قواعد_عسكرية القواعد_العسكرية; forces: قوات جنود; exercises: مناورات تدريبات; abductions:
    اختطاف مختطفين المختطفين خطف مخطوفين; gold mine: منجم_ذهب منجم_الذهب مناجم_الذهب; world
    heritage: التراث_العالمي; cooperation: تعاون; trilateral cooperation: التعاون_الثلاثي
    تعاون_ثلاثي; trilateral: الثلاثي الثلاثية; summit: قمة; visit: زيارة زيارات; meeting: اجتماع
    اجتماعات لقاء; telephone talk: مكالمة_هاتفية اتصال_هاتفي الاتصال_الهاتفي المكالمة_الهاتفية
    مكالمة اتصال; security council: مجلس_الأمن; resolution: قرار قرارات; sovereignty: سيادة;
territorial integrity: وحدة_الأراضي السلامة_الإقليمية سلامة_الأراضي السلامة_الاقليمية; Northern
    Territories: الأقاليم_الشمالية الأراضي_الشمالية الكوريل; invasion: غزو اجتياح; war: حرب; peace
    treaty: معاهدة_سلام معاهدة_السلام; peace: سلام; strait: مضيق; Taiwan Strait: مضيق_تايوان;
islands: جزر جزيرة; Okinawa: أوكيناوا; Sado: سادو; Senkaku: سينكاكو; Indo-Pacific:
    المحيطين_الهندي_والهادئ الهندي_الهادئ المحيطين_الهندي_والهادي; free and open Indo-Pacific:
    منطقة_المحيطين_الهندي_والهادئ_الحرة_والمفتوحة المحيطين_الهندي_والهادئ_حرة_ومفتوحة
    المحيطين_الهندي_والهادئ_الحرة_والمفتوحة; coronavirus: كورونا كوفيد جائحة; vaccine: لقاح لقاحات;
climate change: تغير_المناخ التغير_المناخي مناخ; trade: تجارة تجاري التجاري تجارية التجارية;
economy: اقتصاد اقتصادي الاقتصادي اقتصادية الاقتصادية; economic security: الأمن_الاقتصادي; supply
    chains: سلاسل_التوريد سلاسل_الإمداد سلسلة_التوريد; semiconductors: أشباه_الموصلات; human
    rights: حقوق_الإنسان; refugees: لاجئين لاجئون; humanitarian aid: مساعدات_إنسانية
    المساعدات_الإنسانية; aid: مساعدات معونة; support: دعم; host nation support: تكاليف_القوات
    تكاليف_تمركز_القوات; defence budget: ميزانية_الدفاع الإنفاق_الدفاعي الإنفاق_العسكري; defence:
    دفاع; security: أمن; capabilities: قدرات; energy: طاقة نفط غاز; whaling: صيد_الحيتان حيتان;
fisheries: مصايد صيد_الأسماك; nuclear power plant: محطة_نووية محطات_نووية المحطة_النووية
    المحطات_النووية محطة_الطاقة_النووية; treated water: المياه_المعالجة مياه_معالجة; election:
    انتخابات; ceasefire: وقف_إطلاق_النار هدنة; hostages: رهائن; terrorism: إرهاب إرهابي إرهابية
    الإرهابي; cyber: سيبراني سيبرانية السيبراني السيبرانية; coup: انقلاب; relations: علاقات;
border: حدود; treaty: معاهدة; agreement: اتفاق اتفاقية; negotiations: مفاوضات; East China Sea:
    بحر_الصين_الشرقي; South China Sea: بحر_الصين_الجنوبي; comfort women: نساء_المتعة; ASEAN: آسيان;
NATO: ناتو; G7: مجموعة_السبع; G20: مجموعة_العشرين; UN: الأمم_المتحدة; Quad: كواد; TPP:
    الشراكة_عبر_المحيط_الهادئ; newest first: الأحدث_أولا الأحدث أحدث; oldest first: الأقدم_أولا
    الأقدم
""",
    "fa": """
sanctions: تحریم تحریم‌ها تحریم‌های تحریمها تحریمهای تحریم*; missile: موشک*; ballistic missile:
    موشک_بالستیک موشک_های_بالستیک; nuclear weapons: سلاح_هسته_ای سلاح_های_هسته_ای سلاح_اتمی
    تسلیحات_هسته_ای; nuclear: هسته_ای اتمی; denuclearization: خلع_سلاح_هسته_ای; disarmament:
    خلع_سلاح; deterrence: بازدارندگی; extended deterrence: بازدارندگی_گسترده; alliance: اتحاد
    ائتلاف; bases: پایگاه*; forces: نیروها نیروهای سربازان ارتش; abductions: آدم_ربایی ربودن
    ربوده*; gold mine: معدن_طلا معدن_طلای; cooperation: همکاری*; trilateral cooperation:
    همکاری_سه_جانبه همکاری_های_سه_جانبه; summit: نشست_سران اجلاس*; visit: سفر دیدار; meeting: نشست
    جلسه; telephone talk: گفتگوی_تلفنی تماس_تلفنی گفت_وگوی_تلفنی تلفنی; security council:
    شورای_امنیت; resolution: قطعنامه*; sovereignty: حاکمیت; territorial integrity: تمامیت_ارضی;
invasion: حمله تهاجم; war: جنگ; peace treaty: پیمان_صلح معاهده_صلح; peace: صلح; strait: تنگه;
Taiwan Strait: تنگه_تایوان; islands: جزایر جزیره; coronavirus: کرونا* کووید; vaccine: واکسن*;
climate change: تغییرات_اقلیمی تغییر_اقلیم تغییرات_آب_و_هوایی; trade: تجارت تجاری; economy: اقتصاد
    اقتصادی; supply chains: زنجیره_تامین; semiconductors: نیمه_رسانا* نیمه_هادی*; human rights:
    حقوق_بشر; refugees: پناهندگان آوارگان; aid: کمک*; support: حمایت*; defence budget: بودجه_دفاعی;
defence: دفاع دفاعی; security: امنیت امنیتی; energy: انرژی نفت گاز; whaling: شکار_نهنگ نهنگ*;
nuclear power plant: نیروگاه_هسته_ای نیروگاه_اتمی; election: انتخابات; ceasefire: آتش_بس; hostages:
    گروگان*; terrorism: تروریسم تروریست*; cyber: سایبری; relations: روابط; negotiations: مذاکرات;
newest first: جدیدترین تازه_ترین; oldest first: قدیمی_ترین
""",
    "hi": """
sanctions: प्रतिबंध* प्रतिबन्ध*; missile: मिसाइल* प्रक्षेपास्त्र*; ballistic missile: बैलिस्टिक_मिसाइल*;
nuclear weapons: परमाणु_हथियार* परमाणु_बम; nuclear: परमाणु; nuclear test: परमाणु_परीक्षण*;
denuclearization: परमाणु_निरस्त्रीकरण; disarmament: निरस्त्रीकरण; deterrence: प्रतिरोध निवारण; extended
    deterrence: विस्तारित_प्रतिरोध विस्तारित_निवारण; alliance: गठबंधन* गठबन्धन; bases: सैन्य_अड्डे
    सैन्य_अड्डों अड्डे अड्डों; forces: सेना सैनिक सैनिकों; abductions: अपहरण*; gold mine: सोने_की_खदान
    सोने_की_खान स्वर्ण_खदान; cooperation: सहयोग; trilateral cooperation: त्रिपक्षीय_सहयोग; summit:
    शिखर_सम्मेलन; visit: यात्रा दौरा दौरे; meeting: बैठक* मुलाकात; telephone talk: टेलीफोन फोन_वार्ता
    फ़ोन फोन; security council: सुरक्षा_परिषद; resolution: प्रस्ताव; sovereignty: संप्रभुता सम्प्रभुता;
territorial integrity: क्षेत्रीय_अखंडता; invasion: आक्रमण हमला हमले; war: युद्ध; peace treaty:
    शांति_संधि; peace: शांति; strait: जलडमरूमध्य; Taiwan Strait: ताइवान_जलडमरूमध्य; islands: द्वीप
    द्वीपों; Indo-Pacific: हिंद_प्रशांत हिन्द_प्रशांत; free and open Indo-Pacific:
    मुक्त_और_खुला_हिंद_प्रशांत स्वतंत्र_और_खुले_हिंद_प्रशांत मुक्त_और_खुले_हिंद_प्रशांत; coronavirus:
    कोरोना* कोविड* महामारी; vaccine: टीका टीके वैक्सीन; climate change: जलवायु_परिवर्तन जलवायु;
trade: व्यापार; economy: अर्थव्यवस्था आर्थिक; supply chains: आपूर्ति_श्रृंखला; semiconductors: सेमीकंडक्टर
    अर्धचालक; human rights: मानवाधिकार* मानव_अधिकार*; refugees: शरणार्थी शरणार्थियों; humanitarian
    aid: मानवीय_सहायता; aid: सहायता; support: समर्थन; defence budget: रक्षा_बजट; defence: रक्षा;
security: सुरक्षा; energy: ऊर्जा; whaling: व्हेल*; nuclear power plant: परमाणु_संयंत्र
    परमाणु_बिजली_संयंत्र; election: चुनाव*; ceasefire: युद्धविराम संघर्षविराम; hostages: बंधक बंधकों;
terrorism: आतंकवाद आतंकी; cyber: साइबर; relations: संबंध संबंधों रिश्ते रिश्तों; newest first: नवीनतम
    सबसे_नया सबसे_नए; oldest first: सबसे_पुराना सबसे_पुराने
""",
}
