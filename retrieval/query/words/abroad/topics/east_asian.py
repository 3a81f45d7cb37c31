"""Topics in Korean, Chinese (both ways of writing it) and Thai, found within the text."""

from __future__ import annotations

_CHINESE = """
: 没关系 沒關係; Japan South Korea: 日韩 日韓 韩日 韓日; Japan US South Korea: 日美韩 日美韓 美日韩
    美日韓 韩美日 韓美日; Japan US: 日美 美日; Japan China: 日中 中日; US China: 美中 中美; Japan
    Russia: 日俄 俄日; US South Korea: 美韩 美韓 韩美 韓美; US North Korea: 美朝 朝美; Japan North
    Korea: 日朝 朝日关系 朝日關係; Japan China South Korea: 中日韩 中日韓 日中韩 日中韓; Japan
    India: 日印 印日; Japan Australia: 日澳 澳日; Japan US Australia India: 日美澳印 美日印澳
    美日澳印 日美印澳; Japan Taiwan: 日台 台日; US Japan Philippines: 美日菲 日美菲; Japan US
    alliance: 日美同盟 美日同盟; Japan EU: 日欧 日歐; sanctions: 制裁; missile: 导弹 導彈 飞弹
    飛彈; ballistic missile: 弹道导弹 彈道導彈 彈道飛彈; missile launch: 发射导弹 导弹发射 發射飛彈
    飛彈發射 試射飛彈 試射導彈 试射导弹; hypersonic: 高超音速 高超声速 極音速; nuclear weapons:
    核武器 核武 原子弹 原子彈 核弹 核彈; nuclear: 朝核 北核 核问题 核問題 核能力; nuclear test:
    核试验 核試驗 核試; denuclearization: 无核化 無核化 去核化 弃核 棄核; nuclear disarmament:
    核裁军 核裁軍; disarmament: 裁军 裁軍; deterrence: 威慑 威懾 嚇阻 吓阻; extended deterrence:
    延伸威慑 延伸威懾 延伸嚇阻 扩大威慑 延伸遏制; alliance: 同盟 联盟 聯盟; bases: 基地; US forces:
    驻日美军 駐日美軍 美军 美軍; forces: 军队 軍隊 部队 部隊 驻军 駐軍; exercises: 军演 軍演 演习
    演習; abductions: 绑架 綁架 绑架问题 綁架問題 拉致; gold mine: 金矿 金礦 金山; Sado: 佐渡;
world heritage: 世界遗产 世界遺產 世遗 世遺; cooperation: 合作; trilateral cooperation: 三方合作
    三边合作 三邊合作 三国合作 三國合作; trilateral: 三方 三边 三邊; summit: 峰会 峰會 首脑会谈
    首腦會談 首脑会议 領袖峰會; visit: 访问 訪問 出访 出訪 访日 訪日 访华 訪華; meeting: 会谈 會談
    会晤 會晤 会议 會議 会面 會面; telephone talk: 电话 電話 通话 通話 电话会谈 電話會談 通电话;
security council: 安理会 安理會 安全理事会 安全理事會; resolution: 决议 決議; sovereignty: 主权
    主權; territorial integrity: 领土完整 領土完整; territory: 领土 領土; Northern Territories:
    北方领土 北方領土 北方四岛 北方四島 千岛群岛 千島群島; invasion: 入侵 侵略; war: 战争 戰爭;
peace treaty: 和平条约 和平條約 和约 和約; peace and stability: 和平稳定 和平穩定 和平与稳定
    和平與穩定; peace: 和平; Taiwan Strait: 台海 台湾海峡 台灣海峽 臺灣海峽; strait: 海峡 海峽;
Senkaku Islands: 尖阁诸岛 尖閣諸島 尖阁群岛 钓鱼岛 釣魚台 釣魚島 尖閣群島; Takeshima: 竹岛 竹島
    独岛 獨島; islands: 岛屿 島嶼 群岛 群島 诸岛 諸島; Okinawa: 冲绳 沖繩; Futenma: 普天间 普天間;
Indo-Pacific: 印太 印度太平洋 印太地区 印太地區; free and open Indo-Pacific: 自由开放的印太
    自由開放的印太 自由开放的印度太平洋 自由開放的印度太平洋 自由与开放的印太 自由與開放的印太;
coronavirus: 新冠 疫情 冠状病毒 冠狀病毒 新冠肺炎; vaccine: 疫苗; climate change: 气候变化 氣候變化
    气候变迁 氣候變遷 气候 氣候; trade: 贸易 貿易 经贸 經貿; economy: 经济 經濟; economic security:
    经济安全 經濟安全 經濟安保 经济安保; supply chains: 供应链 供應鏈; semiconductors: 半导体
    半導體 芯片 晶片; human rights: 人权 人權; Xinjiang: 新疆 维吾尔 維吾爾; Hong Kong: 香港;
refugees: 难民 難民; humanitarian aid: 人道援助 人道主义援助 人道主義援助; aid: 援助; support: 支持
    支援; host nation support: 驻军费用 駐軍費用 驻军经费 駐軍經費 驻日美军费用 駐日美軍費用
    東道國支援; defence budget: 国防预算 國防預算 防卫预算 防衛預算 防卫费 防衛費 军费 軍費;
defence: 防卫 防衛 国防 國防; security treaty: 安保条约 安保條約 安全保障条约; security: 安全保障
    安保 安全; counterstrike capabilities: 反击能力 反擊能力; enemy base attack: 对敌基地攻击
    敌基地攻击能力 敵基地攻擊; capabilities: 能力; energy: 能源 石油 天然气 天然氣; whaling: 捕鲸
    捕鯨; fisheries: 渔业 漁業; nuclear power plant: 核电站 核電站 核电厂 核電廠; Fukushima: 福岛
    福島; treated water: 处理水 處理水 核污水 核污染水 核廢水 核废水; election: 选举 選舉 大选
    大選; ceasefire: 停火 停战 停戰; hostages: 人质 人質; terrorism: 恐怖主义 恐怖主義 恐袭 恐襲
    恐怖; cyber: 网络攻击 網絡攻擊 网络安全 網路安全 網絡安全 網路攻擊; coup: 政变 政變; relations:
    关系 關係; border: 边境 邊境 边界 邊界; visa: 签证 簽證; treaty: 条约 條約; agreement: 协定
    協定 协议 協議; negotiations: 谈判 談判; East China Sea: 东海 東海 东中国海 東中國海; South
    China Sea: 南海 南中国海 南中國海; comfort women: 慰安妇 慰安婦; Yasukuni: 靖国神社 靖國神社;
requisitioned workers: 强征劳工 徵用工 强制动员 劳工问题; Olympic: 奥运 奧運; ASEAN: 东盟 東盟
    東協; NATO: 北约 北約; UN: 联合国 聯合國; G7: 七国集团 七國集團 七大工業國; G20: 二十国集团
    二十國集團; TPP: 跨太平洋伙伴关系 跨太平洋夥伴; IPEF: 印太经济框架 印太經濟框架 印太经济架构
    印太經濟架構; Quad: 四方安全对话 四方安全對話 四国机制 四方会谈 四方會談; 2+2: 二加二
    外长防长会谈 外長防長會談; newest first: 最新的在前 最新优先 最新優先 从新到旧 從新到舊 最新;
oldest first: 最早的在前 从旧到新 從舊到新 最旧 最舊 最早
"""
EAST_ASIAN = {
    "zh": _CHINESE,
    "zh_Hant": _CHINESE,
    "ko": """
: 핵심 지지율 관계없 관계_없 정전기; Japan South Korea: 한일 한·일 일·한; Japan US South Korea:
    한미일 한·미·일 미일한 일미한; Japan US: 미일 일미 미·일; Japan China: 중일 일중 중·일; US
    China: 미중 미·중; Japan Russia: 러일 일러; US South Korea: 한미 한·미; US North Korea:
    북미관계 북미_관계 북미_정상 북미정상 북·미; Japan North Korea: 북일 북·일; Japan China South
    Korea: 한중일 한·중·일; Japan US Australia India: 미일호인 미국·일본·호주·인도; Japan US
    alliance: 미일_동맹 미·일_동맹 일미_동맹; sanctions: 제재; missile: 미사일; ballistic missile:
    탄도_미사일 탄도탄; missile launch: 미사일_발사; hypersonic: 극초음속; nuclear weapons: 핵무기
    원자폭탄 핵폭탄; nuclear: 핵을 핵에 핵의 핵은 핵이 핵_문제 북핵 핵개발; nuclear test: 핵실험;
denuclearization: 비핵화; nuclear disarmament: 핵군축; disarmament: 군축 무장해제; deterrence:
    억제력 억지력 억제 억지; extended deterrence: 확장_억제 확대_억제 확장_억지; alliance: 동맹;
bases: 기지; US forces: 주일_미군 미군; forces: 군대 병력 부대 주둔군; exercises: 군사_훈련
    연합_훈련 군사_연습; abductions: 납치 납북자 납치자; gold mine: 금광 금산; Sado gold mine:
    사도_광산 사도_금산 사도_금광; Sado: 사도섬; world heritage: 세계_유산 세계_문화유산;
cooperation: 협력 공조; trilateral cooperation: 삼각_협력 3국_협력 삼국_협력 3자_협력 3국_공조;
trilateral: 삼자 3자 3국; summit: 정상_회담 정상_회의; visit: 방문 방일 방미 방한 방중; meeting:
    회담 회의 만남 회동; telephone talk: 전화_회담 전화_통화 통화 전화; security council: 안보리
    안전보장이사회 안전_보장_이사회; resolution: 결의안 결의; sovereignty: 주권; territorial
    integrity: 영토_보전 영토_완전성 영토_보존; territory: 영토; Northern Territories: 북방_영토
    북방_4개_섬 쿠릴; invasion: 침공 침략; war: 전쟁; peace treaty: 평화_조약; peace: 평화; peace
    and stability: 평화와_안정; Taiwan Strait: 대만_해협 타이완_해협 양안; strait: 해협; Senkaku
    Islands: 센카쿠_열도 센카쿠 댜오위다오; Takeshima: 독도 다케시마; islands: 열도 섬들; Okinawa:
    오키나와; Futenma: 후텐마; Indo-Pacific: 인도·태평양 인도_태평양 인태; free and open
    Indo-Pacific: 자유롭고_열린_인도·태평양 자유롭고_열린_인도_태평양 자유롭고_개방된_인도·태평양
    자유롭고_개방된_인도_태평양 자유롭고_열린_인도태평양 자유롭고_개방된_인도태평양
    자유롭고_열린_인태; coronavirus: 코로나 코로나바이러스 코로나19 팬데믹; vaccine: 백신; climate
    change: 기후_변화 기후; trade: 무역 통상 교역; economy: 경제; economic security: 경제_안보;
supply chains: 공급망; semiconductors: 반도체; human rights: 인권; Xinjiang: 신장_위구르 위구르;
Hong Kong: 홍콩; refugees: 난민; humanitarian aid: 인도적_지원 인도주의_지원; aid: 원조; support:
    지원 지지; host nation support: 방위비_분담금 방위비_분담 주둔_비용 주둔_경비 배려_예산;
defence budget: 방위_예산 국방_예산 방위비 국방비; defence: 방위 국방; security treaty: 안보_조약
    안보조약; security: 안보 안전_보장; counterstrike capabilities: 반격_능력; enemy base attack:
    적기지_공격 적_기지_공격; capabilities: 능력; energy: 에너지 석유 천연가스; whaling: 포경
    고래잡이; fisheries: 어업 수산업; nuclear power plant: 원전 원자력_발전소; Fukushima: 후쿠시마;
treated water: 처리수 오염수; election: 선거 대선 총선; ceasefire: 휴전 정전; hostages: 인질;
terrorism: 테러; cyber: 사이버; coup: 쿠데타; relations: 관계; border: 국경; visa: 비자 사증;
treaty: 조약; agreement: 협정 합의; negotiations: 협상 교섭; East China Sea: 동중국해; South China
    Sea: 남중국해; comfort women: 위안부; Yasukuni: 야스쿠니; former civilian workers: 강제_징용
    강제징용 징용공 강제_동원 강제동원; Olympic: 올림픽; ASEAN: 아세안; NATO: 나토; UN: 유엔; G7:
    주요_7개국 주요7개국; G20: 주요_20개국; APEC: 아펙 에이펙; IPEF: 인도태평양경제프레임워크
    인도태평양_경제프레임워크 아이펙; TPP: 환태평양_경제_동반자_협정 환태평양경제동반자협정; Quad:
    쿼드; newest first: 최신순 최신 가장_최근 최근_순; oldest first: 오래된_순 오래된순
    가장_오래된
""",
    "th": """
sanctions: คว่ำบาตร มาตรการลงโทษ; missile: ขีปนาวุธ จรวด; nuclear weapons: อาวุธนิวเคลียร์
    ระเบิดปรมาณู; nuclear: นิวเคลียร์; nuclear test: ทดลองนิวเคลียร์ ทดสอบนิวเคลียร์;
denuclearization: ปลอดนิวเคลียร์ ปลดนิวเคลียร์; disarmament: ลดอาวุธ; deterrence: ป้องปราม; extended
    deterrence: ป้องปรามขยาย การป้องปรามแบบขยาย; alliance: พันธมิตร; bases: ฐานทัพ; forces: กองทัพ
    กองกำลัง ทหาร; abductions: ลักพาตัว; gold mine: เหมืองทอง เหมืองทองคำ; world heritage: มรดกโลก;
cooperation: ความร่วมมือ ร่วมมือ; trilateral cooperation: ความร่วมมือไตรภาคี; summit: การประชุมสุดยอด
    ประชุมสุดยอด; visit: เยือน; meeting: ประชุม หารือ; telephone talk: โทรศัพท์; security council:
    คณะมนตรีความมั่นคง; resolution: มติ; sovereignty: อธิปไตย; territorial integrity:
    บูรณภาพแห่งดินแดน; invasion: รุกราน บุกรุก; war: สงคราม; peace treaty: สนธิสัญญาสันติภาพ; peace:
    สันติภาพ; strait: ช่องแคบ; Taiwan Strait: ช่องแคบไต้หวัน; islands: หมู่เกาะ เกาะ; Indo-Pacific:
    อินโดแปซิฟิก อินโด-แปซิฟิก; coronavirus: โควิด โคโรนา; vaccine: วัคซีน; climate change:
    การเปลี่ยนแปลงสภาพภูมิอากาศ เปลี่ยนแปลงสภาพภูมิอากาศ ภูมิอากาศ; trade: การค้า; economy: เศรษฐกิจ;
supply chains: ห่วงโซ่อุปทาน; semiconductors: เซมิคอนดักเตอร์; human rights: สิทธิมนุษยชน; refugees:
    ผู้ลี้ภัย; aid: ช่วยเหลือ; support: สนับสนุน; defence budget: งบประมาณกลาโหม งบกลาโหม; defence:
    กลาโหม ป้องกันประเทศ; security: ความมั่นคง; energy: พลังงาน; whaling: ล่าวาฬ; nuclear power plant:
    โรงไฟฟ้านิวเคลียร์; election: เลือกตั้ง; ceasefire: หยุดยิง; hostages: ตัวประกัน; terrorism:
    ก่อการร้าย; cyber: ไซเบอร์; coup: รัฐประหาร; relations: ความสัมพันธ์; ASEAN: อาเซียน; newest
    first: ใหม่ที่สุด ล่าสุด; oldest first: เก่าที่สุด
""",
}
