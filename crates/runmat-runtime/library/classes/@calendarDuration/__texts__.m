function [texts, left, before, after] = __texts__(d)
  % [texts, left, before, after] = __texts__(d): a cell of texts, and how disp sets them.
  texts = cell(size(d.data__));
  for k = 1:numel(texts)
    texts{k} = one(d.data__(k), d.Format);
  end
  left = false;
  before = 3;
  after = 0;
end

function text = one(x, format)
  months = real(x);
  days = fix(imag(x));
  ms = round((imag(x) - days) * 86400000);
  if isnan(months) || isnan(days)
    text = 'NaN';
    return
  end
  years = 0;
  if any(format == 'y')
    years = fix(months / 12);
    months = months - 12 * years;
  end
  quarters = 0;
  if any(format == 'q')
    quarters = fix(months / 3);
    months = months - 3 * quarters;
  end
  weeks = 0;
  if any(format == 'w')
    weeks = fix(days / 7);
    days = days - 7 * weeks;
  end
  parts = {};
  values = [years quarters months weeks days];
  names = {'y', 'q', 'mo', 'w', 'd'};
  for k = find(values ~= 0)
    parts{end + 1} = sprintf('%d%s', values(k), names{k});
  end
  if ms ~= 0
    s = abs(ms) / 1000;
    sign = '';
    if ms < 0
      sign = '-';
    end
    parts{end + 1} = sprintf('%s%dh %dm %ss', sign, floor(s / 3600), floor(mod(s, 3600) / 60), sprintf('%.5g', mod(s, 60)));
  end
  if isempty(parts)
    parts = {'0d'};
  end
  text = strjoin(parts, ' ');
end
