import type { CreateAccount } from '@gac/shared/contract/accounts';

/** A person of the demo and the name of their team. All people, teams and institutions here are invented. */
export interface Person {
  team: string;
  name: string;
  romanName: string;
  country: string;
  affiliation: string;
  kind: CreateAccount['affiliationKind'];
  locale: 'ko' | 'en';
}
const person = (
  team: string,
  name: string,
  romanName: string,
  country: string,
  affiliation: string,
  kind: Person['kind'] = 'university',
): Person => ({
  team,
  name,
  romanName,
  country,
  affiliation,
  kind,
  locale: country === 'KR' ? 'ko' : 'en',
});

/** Who competes in the demo, in no order. */
export const PEOPLE: readonly Person[] = [
  person('달빛 픽셀', '김서연', 'Kim Seoyeon', 'KR', '한강대학교'),
  person('결정의 경계', '이도윤', 'Lee Doyun', 'KR', '동해과학기술원', 'institute'),
  person('나노스코프', '박하은', 'Park Haeun', 'KR', '', 'individual'),
  person('여백의 미', '최지호', 'Choi Jiho', 'KR', '남산대학교'),
  person('스물여섯 번째 커밋', '정예린', 'Jung Yerin', 'KR', '주식회사 물결', 'company'),
  person('감자와 경사하강', '강민준', 'Kang Minjun', 'KR', '태백대학교'),
  person('느린 거북이', '조수아', 'Cho Sua', 'KR', '', 'individual'),
  person('온새미로', '윤재현', 'Yoon Jaehyun', 'KR', '새벽데이터연구소', 'institute'),
  person('가을 앙상블', '임채원', 'Lim Chaewon', 'KR', '금강대학교'),
  person('퍼셉트론의 후예', '한지우', 'Han Jiwoo', 'KR', '주식회사 돌담', 'company'),
  person('바람개비', '오은서', 'Oh Eunseo', 'KR', '제주해양대학교'),
  person('첫눈', '신우진', 'Shin Woojin', 'KR', '한강대학교'),
  person('유의수준 오퍼센트', '서나연', 'Seo Nayeon', 'KR', '동해과학기술원', 'institute'),
  person('Kaizen Fold', '佐藤 美咲', 'Sato Misaki', 'JP', 'Minato Institute of Science', 'institute'),
  person('Shibuya Kernel', '田中 蓮', 'Tanaka Ren', 'JP', '', 'individual'),
  person('青い線', '山本 葵', 'Yamamoto Aoi', 'JP', 'Aoba University'),
  person('Ligand Lab', 'Jonas Weber', 'Jonas Weber', 'DE', 'Universität Isartal'),
  person('Grenzwert', 'Lena Hoffmann', 'Lena Hoffmann', 'DE', 'Elbe Analytics GmbH', 'company'),
  person('Équipe Marée', 'Camille Laurent', 'Camille Laurent', 'FR', 'Université de la Baie'),
  person('Les Moindres Carrés', 'Hugo Moreau', 'Hugo Moreau', 'FR', 'Institut Rivoire', 'institute'),
  person('Quokka', 'Olivia Harris', 'Olivia Harris', 'AU', 'Swan Coast University'),
  person('Tidal Regression', 'Jack Nguyen', 'Jack Nguyen', 'AU', '', 'individual'),
  person('Prairie Gradient', 'Emma Johnson', 'Emma Johnson', 'US', 'Northfield State University'),
  person('Dropout Diner', 'Marcus Williams', 'Marcus Williams', 'US', 'Lantern Robotics', 'company'),
  person('Null Hypothesis', 'Sofia Ramirez', 'Sofia Ramirez', 'US', '', 'individual'),
  person('Maple Nearest Neighbours', 'Liam Tremblay', 'Liam Tremblay', 'CA', 'Université des Érables'),
  person('Chai & Cosine', 'Ananya Iyer', 'Ananya Iyer', 'IN', 'Nilgiri Institute of Technology', 'institute'),
  person('Monsoon Models', 'Arjun Mehta', 'Arjun Mehta', 'IN', 'Sahyadri University'),
  person('Bayes of Bengal', 'Nusrat Jahan', 'Nusrat Jahan', 'BD', 'Padma University'),
  person('Merlion Metrics', 'Tan Wei Ling', 'Tan Wei Ling', 'SG', 'Straits College of Computing'),
  person('Sông Hồng', 'Nguyễn Thị Lan', 'Nguyen Thi Lan', 'VN', 'Đại học Sông Hồng'),
  person('Batik Boundary', 'Dewi Lestari', 'Dewi Lestari', 'ID', 'Universitas Merapi'),
  person('Carioca Centroid', 'Rafael Costa', 'Rafael Costa', 'BR', 'Universidade da Guanabara'),
  person('Andes Ridge', 'Valentina Rojas', 'Valentina Rojas', 'CL', 'Universidad del Maipo'),
  person('Savanna Split', 'Wanjiru Kamau', 'Wanjiru Kamau', 'KE', 'Rift Valley Data Lab', 'company'),
  person('Harmattan', 'Chinedu Okafor', 'Chinedu Okafor', 'NG', '', 'individual'),
  person('Nile Delta Rule', 'يوسف حسن', 'Youssef Hassan', 'EG', 'Delta Technical University'),
  person('Bosphorus Blend', 'Zeynep Kaya', 'Zeynep Kaya', 'TR', 'Boğaz Araştırma Enstitüsü', 'institute'),
  person('Tundra Trees', 'Aino Virtanen', 'Aino Virtanen', 'FI', 'Saimaa University'),
  person('Polder Perceptron', 'Daan de Vries', 'Daan de Vries', 'NL', 'Waterlijn College'),
  person('Thames Tangent', 'Amelia Clarke', 'Amelia Clarke', 'GB', 'Kingsferry University'),
  person('Halny', 'Zofia Kowalska', 'Zofia Kowalska', 'PL', '', 'individual'),
];
/** Whose account a visitor can use: a team in the middle of the board with submissions left today. */
export const RESEARCHER: Person = person('한빛 연구실', '문하늘', 'Moon Haneul', 'KR', '한빛대학교');
